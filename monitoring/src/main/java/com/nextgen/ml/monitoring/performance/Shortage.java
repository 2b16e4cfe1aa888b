package com.nextgen.ml.monitoring.performance;

/** Why performance could not be judged. */
public enum Shortage {
  /** Nothing turns out to be true of what such a model says. */
  TASK_WITHOUT_LABELS("task-without-labels"),
  /** The model version has no baseline. */
  NO_BASELINE("no-baseline"),
  /** The baseline has no performance on rows that the model was not fitted on. */
  NO_VALIDATION("no-validation"),
  /** Labelled rows are fewer than the policy's minimum. */
  TOO_FEW_LABELS("too-few-labels"),
  /** The rows compared with are fewer than the policy's minimum, or there are none. */
  TOO_FEW_REFERENCE_LABELS("too-few-reference-labels"),
  /** Less than {@link Coverage#LEAST} of the predictions have labels. */
  LOW_COVERAGE("low-coverage"),
  /** Some class or score range has labels much more or less often than the others. */
  UNEVEN_COVERAGE("uneven-coverage"),
  /** How many predictions there were is not known. */
  UNKNOWN_COVERAGE("unknown-coverage"),
  /** Too many scores share a bin for the area under the ROC curve to be judged. */
  WIDE_SCORE_BINS("wide-score-bins"),
  /** Neither side has a figure that is judged. */
  NO_FIGURES("no-figures");

  private final String spelling;

  Shortage(String spelling) {
    this.spelling = spelling;
  }

  /** As documents write it. */
  public String code() {
    return spelling;
  }
}
