package com.nextgen.ml.monitoring.report;

/** Why something could not be judged. */
public enum Reason {
  /** The policy says that the feature is not to be judged. */
  NOT_WATCHED("not-watched"),
  /** The model version has no baseline, or its baseline does not know this column. */
  NO_BASELINE("no-baseline"),
  /** The baseline keeps no training rows of this segment. */
  NO_SEGMENT_BASELINE("no-segment-baseline"),
  /** The baseline's outputs were counted from rows the model was fitted on. */
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
  /** The features together are held against the blocks of a training baseline only. */
  BASELINE_ONLY("baseline-only"),
  /** The baseline was made before products were of normal scores: it must be made again. */
  OLD_BASELINE("old-baseline"),
  /** All values of each side are one and the same. */
  NO_SPREAD("no-spread");

  private final String spelling;

  Reason(String spelling) {
    this.spelling = spelling;
  }

  /** As documents write it. */
  public String code() {
    return spelling;
  }
}
