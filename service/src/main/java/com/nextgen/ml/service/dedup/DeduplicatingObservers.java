package com.nextgen.ml.service.dedup;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.inference.VersionObserver;
import com.nextgen.ml.service.inference.VersionObservers;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Makes observers that tell others only of rows whose ids are new. */
public final class DeduplicatingObservers implements VersionObservers {
  private final VersionObservers others;
  private final @Nullable LongSupplier unkept;
  private final LongSupplier nanoTime;
  private final long key = new SecureRandom().nextLong();

  /** The ids that were given are the model's, whatever its version. */
  private final Map<String, RecentIds> recent = new ConcurrentHashMap<>();

  /**
   * @param others make the observers that are notified
   * @param unkept the time in milliseconds since 1970, where nothing is kept: rows that were
   *     answered elsewhere are looked up too then; null where the others know which are new, as a
   *     store does
   * @param nanoTime of a monotonic clock
   */
  public DeduplicatingObservers(
      VersionObservers others, @Nullable LongSupplier unkept, LongSupplier nanoTime) {
    this.others = others;
    this.unkept = unkept;
    this.nanoTime = nanoTime;
  }

  @Override
  public VersionObserver loaded(VersionId id, ModelSchema schema, @Nullable Baseline baseline) {
    VersionObserver other = others.loaded(id, schema, baseline);
    return new DeduplicatingObserver(
        other, recent.computeIfAbsent(id.model(), model -> new RecentIds(nanoTime, key)), unkept);
  }
}
