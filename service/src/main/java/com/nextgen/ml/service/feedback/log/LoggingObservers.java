package com.nextgen.ml.service.feedback.log;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.service.feedback.outcome.FeedbackCounts;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.inference.VersionObserver;
import com.nextgen.ml.service.inference.VersionObservers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Makes observers that log, around those that count. */
public final class LoggingObservers implements VersionObservers {
  private final VersionObservers counting;
  private final PredictionLog log;
  private final FeedbackCounts counts;
  private final ObservationSink observed;
  private final PastRows past;

  /** How long rows are kept, of models that are or were loaded. */
  private final Map<String, Duration> retention = new ConcurrentHashMap<>();

  /**
   * @param observed keeps rows that were answered elsewhere
   * @param past counts those of them that are not of now
   */
  public LoggingObservers(
      VersionObservers counting,
      PredictionLog log,
      FeedbackCounts counts,
      ObservationSink observed,
      PastRows past) {
    this.counting = counting;
    this.log = log;
    this.counts = counts;
    this.observed = observed;
    this.past = past;
  }

  @Override
  public VersionObserver loaded(VersionId id, ModelSchema schema, @Nullable Baseline baseline) {
    VersionObserver inner = counting.loaded(id, schema, baseline);
    counts.of(id, schema.classes());
    retention.put(id.model(), schema.monitoring().log().retention());
    return new LoggingObserver(
        id, schema, baseline, inner, log, observed, past.of(id, schema, baseline));
  }

  public Map<String, Duration> retention() {
    return retention;
  }
}
