package com.nextgen.ml.monitoring.stats;

import java.util.function.DoubleUnaryOperator;

/** Where a falling function of positive numbers reaches a value. */
final class Inverse {
  private static final int MOST_STEPS = 200;

  private Inverse() {}

  /**
   * The x at which {@code survival} falls to {@code p}, by doubling and bisection: slow and sure,
   * to the last bits.
   *
   * @param survival from 1 at 0, falling to 0
   * @param p more than 0, at most 1
   * @param guess where to begin, more than 0
   */
  static double ofSurvival(DoubleUnaryOperator survival, double p, double guess) {
    if (!(p > 0 && p <= 1)) {
      throw new IllegalArgumentException("a probability must be more than 0 and at most 1");
    }
    double low = 0;
    double high = guess;
    while (survival.applyAsDouble(high) > p) {
      low = high;
      high *= 2;
    }
    for (int i = 0; i < MOST_STEPS && high - low > 4 * Math.ulp(high); i++) {
      double middle = low + (high - low) / 2;
      if (survival.applyAsDouble(middle) > p) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return p == 1 ? 0 : low + (high - low) / 2;
  }
}
