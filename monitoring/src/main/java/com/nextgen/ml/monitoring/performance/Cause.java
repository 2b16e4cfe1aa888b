package com.nextgen.ml.monitoring.performance;

import java.util.Locale;

/** What a change for the worse, seen in labels, is put down to. */
public enum Cause {
  /** P(label | score) is not the baseline's any more. */
  CONCEPT_OR_CALIBRATION,
  /** It is, as far as can be told; the inputs moved to where the model is worse. */
  INPUT_SHIFT,
  /** Neither. */
  UNEXPLAINED;

  /** As documents spell it. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Returns the cause.
   *
   * @param labelsChanged whether the stratified test of P(label | score bin) rejects
   * @param estimateFell whether the performance estimated without labels fell too
   */
  public static Cause of(boolean labelsChanged, boolean estimateFell) {
    if (labelsChanged) {
      return CONCEPT_OR_CALIBRATION;
    }
    return estimateFell ? INPUT_SHIFT : UNEXPLAINED;
  }
}
