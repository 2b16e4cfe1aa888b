package com.nextgen.ml.monitoring.baseline.capture;

import com.nextgen.ml.monitoring.baseline.PerformanceFigures;
import com.nextgen.ml.monitoring.baseline.sketch.ValueSummary;
import com.nextgen.ml.monitoring.counts.OutcomeCounts;
import com.nextgen.ml.monitoring.counts.OutcomeLayout;
import com.nextgen.ml.monitoring.counts.live.OutcomeTally;
import com.nextgen.ml.monitoring.schema.Precision;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Adds labelled rows of a baseline up. */
final class PerformanceTally {
  private static final int EXACT_ERRORS = 1_000_000;
  private static final double[] QUANTILES = {0.5, 0.75, 0.9, 0.95, 0.99};

  private final OutcomeLayout layout;
  private final OutcomeTally outcomes;
  private final ValueSummary sizes = new ValueSummary(Precision.FLOAT64, EXACT_ERRORS);

  PerformanceTally(OutcomeLayout layout) {
    this.layout = layout;
    this.outcomes = new OutcomeTally(layout);
  }

  void add(PredictionBlock predictions, LabelBlock labels) {
    boolean regression = !layout.task().isClassification();
    for (int row = 0; row < predictions.rows(); row++) {
      double score = predictions.score()[row];
      if (regression) {
        double truth = labels.valueOf(row);
        if (Double.isFinite(score) && Double.isFinite(truth)) {
          outcomes.addValue(truth, score);
          sizes.add(Math.abs(score - truth));
        }
      } else if (labels.classOf(row) >= 0) {
        outcomes.addClass(
            labels.classOf(row),
            predictions.classIndex()[row],
            score,
            predictions.scores(),
            row * layout.classes().size());
      }
    }
  }

  /** Null if no row was labelled. */
  @Nullable PerformanceFigures figures() {
    OutcomeCounts counts = outcomes.counts();
    return counts.labelled() == 0 ? null : PerformanceFigures.of(counts, errorQuantiles());
  }

  private SortedMap<Double, Double> errorQuantiles() {
    TreeMap<Double, Double> quantiles = new TreeMap<>();
    if (sizes.count() > 0) {
      for (double p : QUANTILES) {
        quantiles.put(p, sizes.quantile(p));
      }
    }
    return quantiles;
  }
}
