package com.nextgen.ml.monitoring.stats;

/**
 * The chi distribution: the root of a chi-squared value.
 *
 * @param degrees of freedom, more than 0; need not be whole
 */
public record Chi(double degrees) {
  private static final int MOST_STEPS = 50;

  public Chi {
    if (!(degrees > 0) || Double.isInfinite(degrees)) {
      throw new IllegalArgumentException("degrees of freedom must be more than 0");
    }
  }

  /**
   * The chi distribution with this mean.
   *
   * @param mean at least √(2/π), the mean for one degree; less is taken as that
   */
  public static Chi ofMean(double mean) {
    double square = Math.max(mean * mean, 2 / Math.PI);
    double degrees = square + 0.5;
    for (int i = 0; i < MOST_STEPS; i++) {
      // The squared mean grows by about 1 with each degree, so the shortfall is the step.
      double step = square - Math.pow(new Chi(degrees).mean(), 2);
      degrees = Math.max(1, degrees + step);
      if (Math.abs(step) < 1e-12 * degrees) {
        break;
      }
    }
    return new Chi(degrees);
  }

  /** √2 Γ((degrees + 1) / 2) / Γ(degrees / 2). */
  public double mean() {
    return Math.sqrt(2) * Math.exp(Gamma.log((degrees + 1) / 2) - Gamma.log(degrees / 2));
  }

  /** The probability of a value over {@code x}, accurate where it is tiny. */
  public double survival(double x) {
    return x <= 0 ? 1 : Gamma.upper(degrees / 2, x * x / 2);
  }

  /**
   * The value that is passed with probability {@code p}.
   *
   * @param p more than 0, at most 1
   */
  public double inverseSurvival(double p) {
    return Inverse.ofSurvival(this::survival, p, Math.sqrt(degrees));
  }
}
