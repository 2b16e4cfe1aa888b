package com.nextgen.ml.monitoring.stats;

import org.apache.commons.numbers.gamma.Erfcx;
import org.apache.commons.numbers.gamma.InverseErfc;

/** The standard normal distribution, by the error functions of Apache Commons Numbers. */
public final class Normal {
  private static final double ROOT_TWO = Math.sqrt(2);
  private static final double ROOT_HALF = Math.sqrt(0.5);
  private static final double ROOT_HALF_PI = Math.sqrt(Math.PI / 2);
  private static final double DENSITY = 1 / Math.sqrt(2 * Math.PI);

  private Normal() {}

  /** Returns the probability of a value up to {@code z}, accurate where it is tiny. */
  public static double cumulative(double z) {
    return survival(-z);
  }

  /** Returns the probability of a value over {@code z}, accurate where it is tiny. */
  public static double survival(double z) {
    if (Double.isNaN(z)) {
      throw new IllegalArgumentException("a deviate must be a number");
    }
    // Erfc alone would lose digits in the far tail, where the error of z √½ is raised to a power.
    double tail = Math.exp(-z * z / 2) * Erfcx.value(Math.abs(z) * ROOT_HALF) / 2;
    return z < 0 ? 1 - tail : tail;
  }

  /** Returns the density at {@code z}. */
  public static double density(double z) {
    return DENSITY * Math.exp(-z * z / 2);
  }

  /**
   * Mills' ratio, {@link #survival} over {@link #density}, which does not vanish where these do.
   *
   * @param z at least 0
   */
  public static double mills(double z) {
    return ROOT_HALF_PI * Erfcx.value(z * ROOT_HALF);
  }

  /**
   * Returns the value that is passed with probability {@code p}.
   *
   * @param p more than 0, less than 1
   */
  public static double inverseSurvival(double p) {
    if (!(p > 0 && p < 1)) {
      throw new IllegalArgumentException("a probability must be more than 0 and less than 1");
    }
    return ROOT_TWO * InverseErfc.value(2 * p);
  }
}
