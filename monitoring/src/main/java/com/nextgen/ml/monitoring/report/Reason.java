package com.nextgen.ml.monitoring.report;

/** Why something could not be judged. */
public enum Reason {
  /** The policy says that the feature is not to be judged. */
  NOT_WATCHED("not-watched"),
  /** The model version has no baseline, or its baseline does not know this column. */
  NO_BASELINE("no-baseline"),
  /** The baseline keeps no training rows of this segment. */
  NO_SEGMENT_BASELINE("no-segment-baseline"),
  /** The baseline has no outputs, or no performance, of rows that the model was not fitted on. */
  NO_VALIDATION("no-validation"),
  /** The current rows are fewer than the policy's minimum. */
  TOO_FEW_ROWS("too-few-rows"),
  /** The reference rows are fewer than the policy's minimum. */
  TOO_FEW_REFERENCE_ROWS("too-few-reference-rows"),
  /** Neither side has a single value, as for the score of a model that gives none. */
  NO_VALUES("no-values"),
  /** The two sides were counted over different bins, or only one of them was. */
  DIFFERENT_BINS("different-bins"),
  /** Numeric features are too many for their products to be counted. */
  TOO_MANY_FEATURES("too-many-features"),
  /** The features together are compared with the blocks of a training baseline only. */
  BASELINE_ONLY("baseline-only"),
  /** The baseline was made before products were of normal scores: it must be made again. */
  OLD_BASELINE("old-baseline"),
  /** All values of each side are one and the same. */
  NO_SPREAD("no-spread"),
  /** No label can show that such a model is right or wrong. */
  TASK_WITHOUT_LABELS("task-without-labels"),
  /** Labelled rows are fewer than the policy's minimum. */
  TOO_FEW_LABELS("too-few-labels"),
  /** The labelled rows compared with are fewer than the policy's minimum, or there are none. */
  TOO_FEW_REFERENCE_LABELS("too-few-reference-labels"),
  /** Too few of the predictions have labels. */
  LOW_COVERAGE("low-coverage"),
  /** Some class or score range has labels much more or less often than the others. */
  UNEVEN_COVERAGE("uneven-coverage"),
  /** How many predictions there were is not known. */
  UNKNOWN_COVERAGE("unknown-coverage"),
  /** Too many scores share a bin for the area under the ROC curve to be judged. */
  WIDE_SCORE_BINS("wide-score-bins"),
  /** Neither side has a figure that is judged. */
  NO_FIGURES("no-figures"),
  /** Rows of fewer than two groups were seen, so there is nothing to compare. */
  ONE_GROUP("one-group"),
  /** No row of the group that others are compared with was seen. */
  NO_REFERENCE_GROUP("no-reference-group"),
  /** The gap between groups may lie on either side of the tolerance. */
  UNCERTAIN_GAP("uncertain-gap");

  private final String code;

  Reason(String code) {
    this.code = code;
  }

  /** As documents write it. */
  public String code() {
    return code;
  }
}
