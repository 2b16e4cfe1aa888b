package com.nextgen.ml.monitoring.baseline;

import com.nextgen.ml.monitoring.counts.CategoricalCounts;
import com.nextgen.ml.monitoring.counts.Column;
import com.nextgen.ml.monitoring.counts.NumericBins;
import com.nextgen.ml.monitoring.counts.NumericCounts;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.ScoreKind;
import com.nextgen.ml.monitoring.schema.Task;
import java.util.Optional;

/**
 * Whether a baseline's scores mean what a schema says: its classes were predicted, and its
 * performance measured, by the threshold that was declared when it was made.
 */
final class ScoreFit {
  private ScoreFit() {}

  /** What does not fit; empty if nothing is known not to. */
  static Optional<String> misfit(Baseline baseline, ModelSchema schema) {
    if (!(baseline.counts().output(Column.SCORE).orElse(null) instanceof NumericCounts scores)
        || scores.count() == 0) {
      return Optional.empty();
    }
    NumericBins bins = scores.bins();
    if (schema.hasProbabilities()
        && (ScoreKind.isNoProbability(bins.minimum())
            || ScoreKind.isNoProbability(bins.maximum()))) {
      return Optional.of(
          "its scores reach from %.4g to %.4g, which are no probabilities; say in model.yaml what they are: score: margin, logit or none"
              .formatted(bins.minimum(), bins.maximum()));
    }
    if (schema.task() != Task.BINARY_CLASSIFICATION
        || !schema.scoreDecides()
        || !(baseline.counts().output(Column.PREDICTED_CLASS).orElse(null)
            instanceof CategoricalCounts classes)
        || classes.count() != scores.count()) {
      return Optional.empty();
    }
    long positive = classes.cell(schema.positiveIndex());
    return positives(scores, schema.threshold(), true) == positive
            && positives(scores, schema.threshold(), false) == positive
        ? Optional.empty()
        : Optional.of(
            "it was made with another threshold than %s: %,d of its %,d rows were predicted to be '%s'; register a new version with this threshold, or put the old one back"
                .formatted(schema.threshold(), positive, classes.count(), schema.positiveClass()));
  }

  /** Scores of at least a threshold, with or without the bin that it cuts. */
  private static long positives(NumericCounts scores, double threshold, boolean withCut) {
    NumericBins bins = scores.bins();
    double below = Math.nextDown(threshold);
    long rows = threshold <= bins.maximum() || withCut ? scores.above() : 0;
    rows += threshold <= bins.minimum() ? scores.below() : 0;
    for (int i = 0; i < bins.size(); i++) {
      double lower = i == 0 ? Math.nextDown(bins.minimum()) : bins.edge(i - 1);
      if (lower >= below || (withCut && bins.edge(i) > below)) {
        rows += scores.bin(i);
      }
    }
    return rows;
  }
}
