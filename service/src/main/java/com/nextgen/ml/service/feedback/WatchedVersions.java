package com.nextgen.ml.service.feedback;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.inference.VersionObserver;
import com.nextgen.ml.service.inference.VersionObservers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Makes observers that log, around those that count. */
final class WatchedVersions implements VersionObservers {
  private final VersionObservers counting;
  private final PredictionLog log;
  private final FeedbackCounts counts;

  /** How long rows are kept, of models that are or were loaded. */
  private final Map<String, Duration> retention = new ConcurrentHashMap<>();

  WatchedVersions(VersionObservers counting, PredictionLog log, FeedbackCounts counts) {
    this.counting = counting;
    this.log = log;
    this.counts = counts;
  }

  @Override
  public VersionObserver loaded(VersionId id, ModelSchema schema, @Nullable Baseline baseline) {
    VersionObserver inner = counting.loaded(id, schema, baseline);
    counts.of(id, schema.classes());
    retention.put(id.model(), schema.monitoring().log().retention());
    return new WatchedVersion(id, schema, baseline, inner, log);
  }

  @Override
  public void retired(VersionId id, VersionObserver observer) {
    counting.retired(id, ((WatchedVersion) observer).counting());
  }

  Map<String, Duration> retention() {
    return retention;
  }
}
