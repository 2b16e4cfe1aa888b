package com.nextgen.ml.monitoring.stats;

/**
 * One p-value out of several that may depend on each other: the mean of cot(π p) is compared with a
 * Cauchy variable (Liu and Xie 2020, JASA 115, 393–402). Its tail holds under any dependence that
 * is not too extreme, the better the smaller the p-value.
 */
public final class CauchyCombination {
  private CauchyCombination() {}

  /**
   * Combines with equal weights.
   *
   * @param pValues at least one, each from 0 to 1; a 1 outweighs everything else, so tests that
   *     reach it are to be capped
   */
  public static double of(double... pValues) {
    if (pValues.length == 0) {
      throw new IllegalArgumentException("there is no p-value to combine");
    }
    double sum = 0;
    for (double p : pValues) {
      if (!(p >= 0 && p <= 1)) {
        throw new IllegalArgumentException("a p-value must be from 0 to 1");
      }
      // cot(πp) = tan((1/2 − p)π), but keeps every digit of a tiny p: it tends to 1/(πp).
      sum += 1 / Math.tan(Math.PI * p);
    }
    double mean = sum / pValues.length;
    if (mean == 0) {
      return 0.5;
    }
    double angle = Math.atan(1 / mean) / Math.PI;
    return mean > 0 ? angle : 1 + angle;
  }
}
