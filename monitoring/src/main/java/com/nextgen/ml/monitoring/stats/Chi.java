package com.nextgen.ml.monitoring.stats;

/**
 * The chi distribution: the root of a chi-squared value.
 *
 * @param degrees of freedom, more than 0; need not be whole
 */
public record Chi(double degrees) {
  private static final int MAX_STEPS = 50;

  public Chi {
    if (!(degrees > 0) || Double.isInfinite(degrees)) {
      throw new IllegalArgumentException("degrees of freedom must be more than 0");
    }
  }

  /**
   * Returns the chi distribution with this mean.
   *
   * @param mean at least √(2/π), the mean for one degree; less is taken as that
   */
  public static Chi ofMean(double mean) {
    double square = Math.max(mean * mean, 2 / Math.PI);
    double degrees = square + 0.5;
    // The squared mean grows by about 1 with each degree; then by what it grew last.
    double growth = 1;
    double shortfall = square - squaredMean(degrees);
    for (int i = 0; i < MAX_STEPS; i++) {
      double next = Math.max(1, degrees + shortfall / growth);
      double step = next - degrees;
      degrees = next;
      // The error of a secant's next step is about the product of the last two.
      if (Math.abs(step) < 1e-9 * degrees) {
        break;
      }
      double left = square - squaredMean(degrees);
      growth = (shortfall - left) / step;
      shortfall = left;
    }
    return new Chi(degrees);
  }

  private static double squaredMean(double degrees) {
    double mean = new Chi(degrees).mean();
    return mean * mean;
  }

  /** √2 Γ((degrees + 1) / 2) / Γ(degrees / 2). */
  public double mean() {
    return Math.sqrt(2) * Math.exp(Gamma.log((degrees + 1) / 2) - Gamma.log(degrees / 2));
  }

  /** Returns the probability of a value over {@code x}, accurate where it is tiny. */
  public double survival(double x) {
    return x <= 0 ? 1 : Gamma.upper(degrees / 2, x * x / 2);
  }

  /**
   * Returns the value that is passed with probability {@code p}.
   *
   * @param p more than 0, at most 1
   */
  public double inverseSurvival(double p) {
    double guess = Math.sqrt(new ChiSquared(degrees).guess(p));
    return Inverse.ofSurvival(this::survival, this::density, p, guess);
  }

  private double density(double x) {
    return x * Gamma.density(degrees / 2, x * x / 2);
  }
}
