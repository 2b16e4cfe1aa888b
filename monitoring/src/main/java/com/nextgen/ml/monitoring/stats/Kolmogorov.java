package com.nextgen.ml.monitoring.stats;

/**
 * The limit distribution of √n · sup|F − G| (Kolmogorov 1933; Smirnov 1948, both of its series).
 */
public final class Kolmogorov {
  /** Where either series needs no more than a handful of terms. */
  private static final double SPLIT = 1;

  private static final int TERMS = 8;

  private Kolmogorov() {}

  /** Returns the probability of a value over {@code x}, accurate where it is tiny. */
  public static double survival(double x) {
    if (x <= 0) {
      return 1;
    }
    return x < SPLIT ? 1 - theta(x) : alternating(x);
  }

  /** Returns the probability of a value up to {@code x}, accurate where it is tiny. */
  public static double cumulative(double x) {
    if (x <= 0) {
      return 0;
    }
    return x < SPLIT ? theta(x) : 1 - alternating(x);
  }

  /**
   * Returns the value that is passed with probability {@code p}.
   *
   * @param p more than 0, at most 1
   */
  public static double inverseSurvival(double p) {
    return Inverse.ofSurvival(Kolmogorov::survival, p, SPLIT);
  }

  /** 2 Σ (−1)^(k−1) exp(−2 k² x²). */
  private static double alternating(double x) {
    double sum = 0;
    for (int k = TERMS; k >= 1; k--) {
      sum = Math.exp(-2.0 * k * k * x * x) - sum;
    }
    return Math.min(1, 2 * sum);
  }

  /** √(2π) / x · Σ exp(−(2k − 1)² π² / (8 x²)). */
  private static double theta(double x) {
    double sum = 0;
    for (int k = TERMS; k >= 1; k--) {
      double odd = 2 * k - 1;
      sum += Math.exp(-odd * odd * Math.PI * Math.PI / (8 * x * x));
    }
    return Math.min(1, Math.sqrt(2 * Math.PI) / x * sum);
  }
}
