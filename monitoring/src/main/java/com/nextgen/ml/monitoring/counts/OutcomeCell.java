package com.nextgen.ml.monitoring.counts;

/** What is counted of labelled rows; how many cells each takes depends on the layout. */
public enum OutcomeCell {
  /** One cell: labelled rows that no figure can use, such as those without a prediction. */
  SKIPPED,
  /** A cell a class: rows of which it is true. */
  ACTUAL,
  /** A cell a class: rows of which it was predicted. */
  PREDICTED,
  /** A cell a class: rows of which it was predicted and is true. */
  RIGHT,
  /** True class by predicted class, {@link OutcomeLayout#confusionSize} cells squared. */
  CONFUSION,
  /** One cell: rows whose score is no probability. */
  OUTSIDE,
  /**
   * One cell: rows with a probability of the true class, which {@link OutcomeSum#LOG_LOSS} sums.
   */
  LOSSES,
  /**
   * A cell a score bin: rows of the other class; for more than two classes rows whose predicted
   * class is wrong, the score being that class's.
   */
  NEGATIVES,
  /** A cell a score bin: rows of the positive class, or whose predicted class is right. */
  POSITIVES,
  /** A cell for each of {@link OutcomeLayout#CALIBRATION_BINS} equal widths: rows. */
  CALIBRATION_ROWS,
  /** The same: rows that {@link #POSITIVES} counts. */
  CALIBRATION_POSITIVES,
  /** For each class, a cell for each of {@link OutcomeLayout#probabilityBins}: rows of others. */
  REST_NEGATIVES,
  /** The same: rows of the class. */
  REST_POSITIVES,
  /** Regression, a cell a bin of the predicted value: rows. */
  BIN_ROWS,
  /** Regression, one cell: rows whose true value is not 0. */
  RELATIVE,
  /** Regression: rows by the size of the error; see {@link OutcomeLayout#residualEdge}. */
  RESIDUALS;

  int size(OutcomeLayout layout) {
    int classes = layout.classes().size();
    boolean classification = layout.task().isClassification();
    int one = classification ? 1 : 0;
    int scored = classification && layout.scores() != null ? 1 : 0;
    return switch (this) {
      case SKIPPED -> 1;
      case ACTUAL, PREDICTED, RIGHT -> classes;
      case CONFUSION -> layout.confusionSize() * layout.confusionSize();
      case OUTSIDE, LOSSES -> one;
      case NEGATIVES, POSITIVES -> scored * layout.scoreSize();
      case CALIBRATION_ROWS, CALIBRATION_POSITIVES -> scored * OutcomeLayout.CALIBRATION_BINS;
      case REST_NEGATIVES, REST_POSITIVES -> layout.restSize();
      case BIN_ROWS -> (1 - one) * layout.scoreSize();
      case RELATIVE -> 1 - one;
      case RESIDUALS -> (1 - one) * OutcomeLayout.RESIDUAL_BINS;
    };
  }
}
