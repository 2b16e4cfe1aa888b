package com.nextgen.ml.monitoring.stats;

import java.util.function.DoubleUnaryOperator;

/**
 * Where a falling function of positive numbers reaches a value. By hand, since the inverses of
 * Apache Commons Statistics take 6,400 ns where Newton's steps take 600 (decision 0023).
 */
final class Inverse {
  private static final int MAX_STEPS = 200;
  private static final double TOLERANCE = 1e-14;

  /** Newton's steps square the error, so what is left behind one so small is rounding. */
  private static final double LAST_STEP = 1e-8;

  private Inverse() {}

  /**
   * The x at which {@code survival} falls to {@code p}: bracketed by doubling, then false position
   * with Anderson and Björck's weights (1973) on the logarithm, which is nearly a parabola in the
   * tails, so that a dozen calls are enough; by halves wherever that does not help.
   *
   * @param survival from 1 at 0, falling to 0
   * @param p more than 0, at most 1
   * @param guess where to begin, more than 0
   */
  static double ofSurvival(DoubleUnaryOperator survival, double p, double guess) {
    check(p);
    if (p == 1) {
      return 0;
    }
    double goal = Math.log(p);
    double low = 0;
    double over = -goal;
    double high = guess;
    double under = Math.log(survival.applyAsDouble(high)) - goal;
    while (under > 0) {
      low = high;
      over = under;
      high *= 2;
      under = Math.log(survival.applyAsDouble(high)) - goal;
    }
    int side = 0;
    for (int i = 0; i < MAX_STEPS && high - low > TOLERANCE * high; i++) {
      double step = low + (high - low) * over / (over - under);
      // Every fourth step by halves: a bracket that shrinks from one side only does not last.
      double x = i % 4 < 3 && step > low && step < high ? step : low + (high - low) / 2;
      double value = Math.log(survival.applyAsDouble(x)) - goal;
      if (value == 0) {
        return x;
      }
      if (value > 0) {
        under *= side > 0 ? weight(value, over) : 1;
        low = x;
        over = value;
        side = 1;
      } else {
        over *= side < 0 ? weight(value, under) : 1;
        high = x;
        under = value;
        side = -1;
      }
    }
    return low + (high - low) / 2;
  }

  /**
   * The same by Newton's steps on the logarithm, by halves or doubling where one leaves the
   * bracket: a few calls from a good guess.
   *
   * @param density minus the derivative of {@code survival}
   */
  static double ofSurvival(
      DoubleUnaryOperator survival, DoubleUnaryOperator density, double p, double guess) {
    check(p);
    if (p == 1) {
      return 0;
    }
    double low = 0;
    double high = Double.POSITIVE_INFINITY;
    double x = guess;
    for (int i = 0; i < MAX_STEPS; i++) {
      double value = survival.applyAsDouble(x);
      if (value >= p) {
        low = x;
      } else {
        high = x;
      }
      double next = x + Math.log(value / p) * value / density.applyAsDouble(x);
      if (Math.abs(next - x) <= LAST_STEP * x) {
        return next;
      }
      boolean inside = next > low && next < high;
      x = inside ? next : high < Double.POSITIVE_INFINITY ? low + (high - low) / 2 : 2 * low;
    }
    return x;
  }

  private static void check(double p) {
    if (!(p > 0 && p <= 1)) {
      throw new IllegalArgumentException("a probability must be more than 0 and at most 1");
    }
  }

  /** What the end that stays is weighted with, when the other has moved twice. */
  private static double weight(double now, double before) {
    double weight = 1 - now / before;
    return weight > 0 ? weight : 0.5;
  }
}
