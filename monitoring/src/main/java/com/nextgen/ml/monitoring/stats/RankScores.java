package com.nextgen.ml.monitoring.stats;

/** Score functions of linear rank tests, by the share u of values up to a rank. */
public enum RankScores {
  /** u, for a change of location (Wilcoxon 1945). */
  LOCATION,
  /**
   * −ln(2 min(u, 1 − u)), for a change of spread and tails: best for the scale of a double
   * exponential variable.
   */
  SPREAD;

  /** Returns the integral of the scores up to the share {@code u}. */
  public double upTo(double u) {
    return switch (this) {
      case LOCATION -> u * u / 2;
      case SPREAD -> u <= 0.5 ? tail(u) : 1 - tail(1 - u);
    };
  }

  private static double tail(double u) {
    return u <= 0 ? 0 : u * (1 - Math.log(2 * u));
  }

  /** Returns the mean score of ranks between two shares. */
  public double mean(double from, double to) {
    return (upTo(Math.min(1, to)) - upTo(from)) / (to - from);
  }
}
