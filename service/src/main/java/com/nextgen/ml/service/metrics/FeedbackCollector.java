package com.nextgen.ml.service.metrics;

import com.nextgen.ml.service.feedback.Evaluation;
import com.nextgen.ml.service.feedback.Feedback;
import com.nextgen.ml.service.feedback.StoreFigures;
import com.nextgen.ml.service.feedback.outcome.FeedbackFigures;
import com.nextgen.ml.service.inference.VersionId;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.Map;

/** Labels that came, of every version that had any or is loaded, and how the store is. */
public final class FeedbackCollector implements MultiCollector {
  private final Feedback feedback;

  public FeedbackCollector(Feedback feedback) {
    this.feedback = feedback;
  }

  @Override
  public MetricSnapshots collect() {
    Families families = new Families();
    for (Map.Entry<VersionId, FeedbackFigures> version : feedback.figures().entrySet()) {
      VersionId id = version.getKey();
      Labels labels = Labels.of("model", id.model(), "version", Integer.toString(id.version()));
      FeedbackSeries.add(families, labels, version.getValue());
      for (Evaluation evaluation : feedback.evaluations(id)) {
        families.gauge(
            Metric.MODEL_EVALUATION,
            labels.add("metric", evaluation.metric()).add("source", evaluation.source()),
            evaluation.figure());
      }
    }
    store(families, feedback.storeFigures());
    return families.snapshots();
  }

  private static void store(Families families, StoreFigures figures) {
    families.gauge(Metric.STORE_AVAILABLE, Labels.EMPTY, figures.problem() == null ? 1 : 0);
    families.counter(Metric.STORE_ERRORS, Labels.EMPTY, figures.errors());
    families.counter(Metric.STORE_FILE_LOSSES, Labels.EMPTY, figures.losses());
    families.gauge(Metric.STORE_FULL, Labels.EMPTY, figures.isFull() ? 1 : 0);
    families.counter(Metric.STORE_REMOVED, Labels.of("reason", "retention"), figures.removed());
    families.counter(Metric.STORE_REMOVED, Labels.of("reason", "erasure"), figures.erased());
    Double oldest = figures.oldestSeconds();
    if (oldest != null) {
      families.gauge(Metric.STORE_OLDEST, Labels.EMPTY, oldest);
    }
    families.counter(Metric.PREDICTION_LOG_ROWS, Labels.EMPTY, figures.logged());
    families.gauge(Metric.PREDICTION_LOG_QUEUE, Labels.EMPTY, (double) figures.waiting());
  }
}
