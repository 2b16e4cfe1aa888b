package com.nextgen.ml.service.inference.loading;

import com.nextgen.ml.service.inference.Lease;
import com.nextgen.ml.service.inference.ServedVersion;
import java.util.concurrent.atomic.AtomicBoolean;

/** A lease on a loaded version; closing it twice does no harm. */
final class VersionLease implements Lease {
  private final LoadedVersion version;
  private final AtomicBoolean open = new AtomicBoolean(true);

  /**
   * @param version held for this lease already
   */
  VersionLease(LoadedVersion version) {
    this.version = version;
  }

  @Override
  public ServedVersion version() {
    return version;
  }

  @Override
  public void close() {
    if (open.compareAndSet(true, false)) {
      version.release();
    }
  }
}
