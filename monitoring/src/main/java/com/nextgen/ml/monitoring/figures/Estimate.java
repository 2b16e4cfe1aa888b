package com.nextgen.ml.monitoring.figures;

import com.nextgen.ml.monitoring.stats.Wilson;

/**
 * A figure with its uncertainty.
 *
 * @param standardError of the value; never negative
 * @param low where the 95 % interval begins
 * @param high where it ends
 */
public record Estimate(double value, double standardError, double low, double high) {
  /** The standard normal value that 2.5 % pass: intervals are of 95 %. */
  public static final double Z = 1.959963984540054;

  public Estimate {
    if (!Double.isFinite(value)
        || !(standardError >= 0)
        || !(low <= value && value <= high)
        || Double.isInfinite(standardError)) {
      throw new IllegalArgumentException("a figure needs a value inside its interval");
    }
  }

  /** With a symmetric interval. */
  static Estimate normal(double value, double variance) {
    double error = Math.sqrt(Math.max(0, variance));
    return new Estimate(value, error, value - Z * error, value + Z * error);
  }

  /** With a symmetric interval that ends where the figure's range does. */
  static Estimate normalWithin(double value, double variance, double least, double most) {
    Estimate figure = normal(value, variance);
    return new Estimate(
        value,
        figure.standardError,
        Math.min(value, Math.max(least, figure.low)),
        Math.max(value, Math.min(most, figure.high)));
  }

  /**
   * A proportion with its Wilson interval. The standard error is that interval's half-width over
   * {@link #Z}, which is not 0 where none or all succeed.
   */
  static Estimate proportion(long successes, long n) {
    Wilson wilson = Wilson.of((double) successes, (double) n, Z);
    double value = successes / (double) n;
    return new Estimate(
        value,
        (wilson.high() - wilson.low()) / (2 * Z),
        Math.min(value, wilson.low()),
        Math.max(value, wilson.high()));
  }

  /** Returns the same with an interval that is longer by this on both sides, within [0, 1]. */
  public Estimate widenedBy(double bound) {
    return new Estimate(value, standardError, Math.max(0, low - bound), Math.min(1, high + bound));
  }

  /** By how many standard errors this is above another that is independent of it. */
  public double above(Estimate other) {
    return (value - other.value) / Math.hypot(standardError, other.standardError);
  }
}
