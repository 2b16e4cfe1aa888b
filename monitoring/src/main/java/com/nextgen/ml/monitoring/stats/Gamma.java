package com.nextgen.ml.monitoring.stats;

import org.apache.commons.numbers.gamma.LogGamma;
import org.apache.commons.numbers.gamma.RegularizedGamma;

/**
 * The gamma function and its regularised incomplete relatives, by Apache Commons Numbers (a port of
 * Boost's), with arguments checked. Relative error under 1e-12 for a ≤ 1,000, in the far tails too,
 * and at the mean of any a.
 */
public final class Gamma {
  private Gamma() {}

  /**
   * Returns ln Γ(x).
   *
   * @param x more than 0
   */
  public static double log(double x) {
    if (!(x > 0)) {
      throw new IllegalArgumentException("the gamma function is taken of a positive number");
    }
    return LogGamma.value(x);
  }

  /**
   * Returns P(a, x) = γ(a, x) / Γ(a).
   *
   * @param a more than 0
   * @param x at least 0
   */
  public static double lower(double a, double x) {
    check(a, x);
    return RegularizedGamma.P.value(a, x);
  }

  /**
   * Returns Q(a, x) = Γ(a, x) / Γ(a) = 1 − P(a, x), without loss where it is small.
   *
   * @param a more than 0
   * @param x at least 0
   */
  public static double upper(double a, double x) {
    check(a, x);
    return RegularizedGamma.Q.value(a, x);
  }

  /**
   * Returns the derivative of {@link #lower} by x: x^(a − 1) e^−x / Γ(a).
   *
   * @param a more than 0
   * @param x at least 0
   */
  static double density(double a, double x) {
    check(a, x);
    return RegularizedGamma.P.derivative(a, x);
  }

  private static void check(double a, double x) {
    if (!(a > 0) || !(x >= 0)) {
      throw new IllegalArgumentException("the incomplete gamma function needs a > 0 and x >= 0");
    }
  }
}
