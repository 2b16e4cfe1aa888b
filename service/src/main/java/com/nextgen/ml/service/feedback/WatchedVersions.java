package com.nextgen.ml.service.feedback;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.Window;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.inference.VersionObserver;
import com.nextgen.ml.service.inference.VersionObservers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Makes observers that log, around those that count. */
final class WatchedVersions implements VersionObservers {
  private final VersionObservers counting;
  private final PredictionLog log;
  private final FeedbackCounts counts;
  private final RestoreSource restore;
  private final LongSupplier millis;

  /** How long rows are kept, of models that are or were loaded. */
  private final Map<String, Duration> retention = new ConcurrentHashMap<>();

  WatchedVersions(
      VersionObservers counting,
      PredictionLog log,
      FeedbackCounts counts,
      RestoreSource restore,
      LongSupplier millis) {
    this.counting = counting;
    this.log = log;
    this.counts = counts;
    this.restore = restore;
    this.millis = millis;
  }

  @Override
  public VersionObserver loaded(VersionId id, ModelSchema schema, @Nullable Baseline baseline) {
    VersionObserver inner = counting.loaded(id, schema, baseline);
    counts.of(id, schema.classes());
    retention.put(id.model(), schema.monitoring().log().retention());
    restore.add(id, millis.getAsLong() - reach(schema).toMillis());
    return new WatchedVersion(id, schema, baseline, inner, log);
  }

  /** Twice the longest window: that and the one before. */
  static Duration reach(ModelSchema schema) {
    Duration longest =
        schema.monitoring().windows().stream()
            .map(Window::length)
            .max(Duration::compareTo)
            .orElse(Duration.ZERO);
    return longest.multipliedBy(2);
  }

  @Override
  public void retired(VersionId id, VersionObserver observer) {
    counting.retired(id, ((WatchedVersion) observer).counting());
  }

  Map<String, Duration> retention() {
    return retention;
  }
}
