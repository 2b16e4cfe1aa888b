package com.nextgen.ml.monitoring.change;

import java.util.Locale;

/** Why labels say that a model became worse. */
public enum Cause {
  /** P(label | score) is not the baseline's any more. */
  CONCEPT_OR_CALIBRATION,
  /** P(label | score) is the baseline's; the inputs moved to where the model is worse. */
  INPUT_SHIFT,
  /** Neither is seen. */
  UNEXPLAINED;

  /** As documents spell it. */
  public String spelling() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The cause.
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
