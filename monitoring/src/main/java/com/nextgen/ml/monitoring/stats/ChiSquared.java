package com.nextgen.ml.monitoring.stats;

/**
 * The chi-squared distribution: P(degrees / 2, x / 2) of DLMF 8.2.4.
 *
 * @param degrees of freedom, more than 0; need not be whole
 */
public record ChiSquared(double degrees) {

  public ChiSquared {
    if (!(degrees > 0) || Double.isInfinite(degrees)) {
      throw new IllegalArgumentException("degrees of freedom must be more than 0");
    }
  }

  /** Returns the probability of a value up to {@code x}. */
  public double cumulative(double x) {
    return x <= 0 ? 0 : Gamma.lower(degrees / 2, x / 2);
  }

  /** Returns the probability of a value over {@code x}, accurate where it is tiny. */
  public double survival(double x) {
    return x <= 0 ? 1 : Gamma.upper(degrees / 2, x / 2);
  }

  /**
   * Returns the value that is passed with probability {@code p}.
   *
   * @param p more than 0, at most 1
   */
  public double inverseSurvival(double p) {
    return Inverse.ofSurvival(this::survival, this::density, p, guess(p));
  }

  private double density(double x) {
    return Gamma.density(degrees / 2, x / 2) / 2;
  }

  /** Wilson and Hilferty's (1931) cube of a normal variable, which is exact to a few digits. */
  double guess(double p) {
    if (!(p > 0 && p < 1)) {
      return degrees;
    }
    double part = 2 / (9 * degrees);
    double root = 1 - part + Normal.inverseSurvival(p) * Math.sqrt(part);
    return root > 0 ? degrees * root * root * root : degrees;
  }
}
