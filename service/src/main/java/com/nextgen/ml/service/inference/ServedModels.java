package com.nextgen.ml.service.inference;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The versions that are loaded now. */
public interface ServedModels {

  /**
   * Leases the version that {@code production} names, or the highest where no alias does.
   *
   * @return null if no such model is loaded
   */
  @Nullable Lease lease(String model);

  /**
   * Leases one version.
   *
   * @return null if it is not loaded
   */
  @Nullable Lease lease(String model, int version);

  /**
   * Returns every loaded version, by model and version. For scrapes and reports, not for
   * predictions.
   */
  List<ServedVersion> versions();
}
