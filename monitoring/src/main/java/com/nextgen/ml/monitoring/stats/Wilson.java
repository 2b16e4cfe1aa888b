package com.nextgen.ml.monitoring.stats;

/**
 * An interval for a proportion that is within [0, 1] and not empty where none or all succeed
 * (Wilson, JASA 22, 1927).
 */
public record Wilson(double low, double high) {

  /**
   * Returns the interval.
   *
   * @param successes 0 to {@code n}
   * @param n at least 1
   * @param z the standard normal value that half the uncovered probability passes
   */
  public static Wilson of(double successes, double n, double z) {
    if (!(n > 0) || !(successes >= 0) || successes > n) {
      throw new IllegalArgumentException("a proportion needs 0 to n successes out of n > 0");
    }
    double p = successes / n;
    double square = z * z / n;
    double center = (p + square / 2) / (1 + square);
    double half = z / (1 + square) * Math.sqrt(p * (1 - p) / n + square / (4 * n));
    return new Wilson(Math.max(0, center - half), Math.min(1, center + half));
  }
}
