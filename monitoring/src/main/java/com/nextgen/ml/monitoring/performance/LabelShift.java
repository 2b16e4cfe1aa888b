package com.nextgen.ml.monitoring.performance;

/**
 * Whether labels follow from scores as they did on the baseline's validation rows.
 *
 * @param cause what a change of performance is put down to
 * @param statistic G, or for regression a sum of squared Welch statistics, over score bins
 * @param degrees its degrees of freedom: the bins compared
 * @param pValue by the chi-squared distribution
 */
public record LabelShift(Cause cause, double statistic, int degrees, double pValue) {

  /** What a change of performance is put down to. */
  public enum Cause {
    /** P(label | score) is another. */
    CONCEPT_OR_CALIBRATION("concept-or-calibration"),
    /** It is the same as far as can be told, and other scores explain the change. */
    INPUT_SHIFT("input-shift"),
    /** Neither. */
    UNEXPLAINED("unexplained");

    private final String spelling;

    Cause(String spelling) {
      this.spelling = spelling;
    }

    /** As documents write it. */
    public String spelling() {
      return spelling;
    }
  }
}
