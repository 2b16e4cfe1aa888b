package com.nextgen.ml.service.metrics;

import com.nextgen.ml.monitoring.counts.CategoricalBins;
import com.nextgen.ml.service.feedback.outcome.FeedbackFigures;
import com.nextgen.ml.service.feedback.outcome.LabelStatus;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.Arrays;

/** The labels of one version. */
final class FeedbackSeries {
  private static final double[] EDGES = edges();

  private FeedbackSeries() {}

  static void add(Families families, Labels labels, FeedbackFigures figures) {
    for (LabelStatus status : LabelStatus.values()) {
      families.counter(
          Metric.FEEDBACK,
          labels.add("status", status.code()),
          figures.statuses().getOrDefault(status, 0L));
    }
    families.histogram(
        Metric.FEEDBACK_DELAY, labels, EDGES, figures.delays(), figures.delaySeconds());
    Double last = figures.lastSeconds();
    if (last != null) {
      families.gauge(Metric.FEEDBACK_LAST, labels, last);
    }
    if (figures.classes().isEmpty()) {
      families.counter(Metric.FEEDBACK_ABSOLUTE_ERROR, labels, figures.absoluteErrors());
      families.counter(Metric.FEEDBACK_SQUARED_ERROR, labels, figures.squaredErrors());
      families.counter(Metric.FEEDBACK_SAMPLES, labels, figures.values());
    } else {
      outcomes(families, labels, figures);
      families.counter(Metric.FEEDBACK_CORRECT, labels, figures.right());
    }
  }

  /** One series a cell; what stands for other classes only where there was any. */
  private static void outcomes(Families families, Labels labels, FeedbackFigures figures) {
    int named = figures.classes().size();
    for (int actual = 0; actual <= named; actual++) {
      for (int predicted = 0; predicted <= named; predicted++) {
        long count = figures.outcomes()[actual * (named + 1) + predicted];
        if (count > 0 || (actual < named && predicted < named)) {
          families.counter(
              Metric.FEEDBACK_OUTCOMES,
              labels
                  .add("actual", name(figures, actual))
                  .add("predicted", name(figures, predicted)),
              count);
        }
      }
    }
  }

  private static String name(FeedbackFigures figures, int cell) {
    return cell < figures.classes().size() ? figures.classes().get(cell) : CategoricalBins.OTHER;
  }

  private static double[] edges() {
    double[] inner = FeedbackFigures.edges();
    double[] edges = Arrays.copyOf(inner, inner.length + 1);
    edges[inner.length] = Double.POSITIVE_INFINITY;
    return edges;
  }
}
