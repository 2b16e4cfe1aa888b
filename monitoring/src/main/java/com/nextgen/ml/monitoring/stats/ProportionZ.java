package com.nextgen.ml.monitoring.stats;

/**
 * The two-proportion z test with a pooled share and without continuity correction; z² is Pearson's
 * chi-squared of the two-by-two table.
 */
public final class ProportionZ {
  private ProportionZ() {}

  /**
   * Returns how many standard errors the second share lies over the first.
   *
   * @param first of {@code n} trials
   * @param n more than 0; need not be whole
   * @param second of {@code m} trials
   * @param m more than 0
   * @return 0 where every trial has the same outcome
   */
  public static double of(double first, double n, double second, double m) {
    double pooled = (first + second) / (n + m);
    double variance = pooled * (1 - pooled) * (1 / n + 1 / m);
    double difference = second / m - first / n;
    return variance > 0 ? difference / Math.sqrt(variance) : 0;
  }

  /** Returns the probability of a z of this size or more, without a difference. */
  public static double twoSided(double z) {
    return Math.min(1, 2 * Normal.survival(Math.abs(z)));
  }
}
