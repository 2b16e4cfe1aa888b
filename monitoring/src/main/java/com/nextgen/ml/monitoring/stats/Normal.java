package com.nextgen.ml.monitoring.stats;

/** The standard normal distribution, by erfc(x) = Q(1/2, x²) (DLMF 7.11.2). */
public final class Normal {
  private Normal() {}

  /** The probability of a value up to {@code z}, accurate where it is tiny. */
  public static double cumulative(double z) {
    return survival(-z);
  }

  /** The probability of a value over {@code z}, accurate where it is tiny. */
  public static double survival(double z) {
    double tail = Gamma.upper(0.5, z * z / 2) / 2;
    return z < 0 ? 1 - tail : tail;
  }

  /**
   * The value that is passed with probability {@code p}.
   *
   * @param p more than 0, less than 1
   */
  public static double inverseSurvival(double p) {
    if (!(p > 0 && p < 1)) {
      throw new IllegalArgumentException("a probability must be more than 0 and less than 1");
    }
    if (p > 0.5) {
      return -inverseSurvival(1 - p);
    }
    return Math.sqrt(new ChiSquared(1).inverseSurvival(2 * p));
  }
}
