package com.nextgen.ml.monitoring.stats;

/** The standard normal distribution, by {@link ErrorFunction}. */
public final class Normal {
  private static final double ROOT_HALF = Math.sqrt(0.5);
  private static final double ROOT_HALF_PI = Math.sqrt(Math.PI / 2);
  private static final double DENSITY = 1 / Math.sqrt(2 * Math.PI);
  private static final int MOST_STEPS = 20;

  private Normal() {}

  /** The probability of a value up to {@code z}, accurate where it is tiny. */
  public static double cumulative(double z) {
    return survival(-z);
  }

  /** The probability of a value over {@code z}, accurate where it is tiny. */
  public static double survival(double z) {
    double x = Math.abs(z) * ROOT_HALF;
    if (Double.isNaN(x)) {
      throw new IllegalArgumentException("a deviate must be a number");
    }
    double tail =
        x < ErrorFunction.SPLIT
            ? 0.5 - ErrorFunction.erf(x) / 2
            : Math.exp(-z * z / 2) * ErrorFunction.scaledComplement(x) / 2;
    return z < 0 ? 1 - tail : tail;
  }

  /** The density at {@code z}. */
  public static double density(double z) {
    return DENSITY * Math.exp(-z * z / 2);
  }

  /**
   * Mills' ratio, {@link #survival} over {@link #density}, which does not vanish where these do.
   *
   * @param z at least 0
   */
  public static double mills(double z) {
    double x = z * ROOT_HALF;
    double scaled =
        x < ErrorFunction.SPLIT
            ? Math.exp(x * x) * (1 - ErrorFunction.erf(x))
            : ErrorFunction.scaledComplement(x);
    return ROOT_HALF_PI * scaled;
  }

  /**
   * The value that is passed with probability {@code p}: Abramowitz and Stegun 26.2.23, then
   * Newton's steps on the logarithm of the tail.
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
    double logP = Math.log(p);
    double t = Math.sqrt(-2 * logP);
    double z =
        Math.max(
            0,
            t
                - ((0.010328 * t + 0.802853) * t + 2.515517)
                    / (((0.001308 * t + 0.189269) * t + 1.432788) * t + 1));
    for (int i = 0; i < MOST_STEPS; i++) {
      double mills = mills(z);
      double step = (Math.log(DENSITY * mills) - z * z / 2 - logP) * mills;
      z = Math.max(0, z + step);
      // Each step squares the error, so what is left behind one so small is rounding.
      if (Math.abs(step) <= 1e-8 * z) {
        break;
      }
    }
    return z;
  }
}
