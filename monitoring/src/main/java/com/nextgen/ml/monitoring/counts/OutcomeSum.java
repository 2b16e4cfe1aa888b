package com.nextgen.ml.monitoring.counts;

/**
 * What is summed of labelled rows; how many numbers each takes depends on the layout. An error e is
 * predicted less true; z is (true − center) / scale of the bins of the predicted value.
 */
public enum OutcomeSum {
  /** A number a score bin: Σp over scores that are probabilities. */
  SCORE,
  /** A number a score bin: Σ(p − y)², y being 1 for the rows of {@link OutcomeCell#POSITIVES}. */
  SQUARED,
  /** A number a calibration bin: Σp. */
  CALIBRATION_SCORE,
  /** A number a calibration bin: Σ(p − y)². */
  CALIBRATION_SQUARED,
  /** Σ loss and Σ loss² of −ln P(true class), P kept within 2⁻⁵² of 0 and 1. */
  LOG_LOSS,
  /** Σ b and Σ b² of b = (p − y)²; for more than two classes b is that summed over all of them. */
  BRIER,
  /** Regression, a number a bin of the predicted value: Σe. */
  ERROR,
  /** Regression, the same: Σ|e|. */
  ABSOLUTE,
  /** Regression, the same: Σe². */
  SQUARE,
  /** Regression, one number: Σe⁴. */
  FOURTH,
  /** Regression: Σr and Σr² of r = |e / true| where that is not 0. */
  RATIO,
  /** Regression: Σz, Σz², Σz³, Σz⁴. */
  TRUTH,
  /** Regression: Σze, Σze², Σz²e². */
  CROSS;

  int size(OutcomeLayout layout) {
    boolean classification = layout.task().isClassification();
    int one = classification ? 1 : 0;
    int scored = classification && layout.scores() != null ? 1 : 0;
    return switch (this) {
      case SCORE, SQUARED -> scored * layout.scoreSize();
      case CALIBRATION_SCORE, CALIBRATION_SQUARED -> scored * OutcomeLayout.CALIBRATION_BINS;
      case LOG_LOSS, BRIER -> 2 * one;
      case ERROR, ABSOLUTE, SQUARE -> (1 - one) * layout.scoreSize();
      case FOURTH -> 1 - one;
      case RATIO -> 2 * (1 - one);
      case TRUTH -> 4 * (1 - one);
      case CROSS -> 3 * (1 - one);
    };
  }
}
