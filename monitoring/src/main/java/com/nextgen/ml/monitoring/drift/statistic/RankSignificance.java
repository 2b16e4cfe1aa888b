package com.nextgen.ml.monitoring.drift.statistic;

import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;

/**
 * Two linear rank tests over the fine bins: of location (Wilcoxon 1945) and of spread and tails,
 * with the scores −ln(2 min(u, 1 − u)) that are best for the scale of a double exponential
 * variable. The values of a bin share the mean score of their ranks.
 */
final class RankSignificance {
  private RankSignificance() {}

  /** The p-value of a change of location; empty if all values are one. */
  static OptionalDouble location(PermutationSignificance rows) {
    // The integral of u.
    return pValue(rows, u -> u * u / 2);
  }

  /** The p-value of a change of spread; empty if all values are one. */
  static OptionalDouble spread(PermutationSignificance rows) {
    // The integral of -ln(2 min(u, 1 - u)).
    return pValue(rows, u -> u <= 0.5 ? tail(u) : 1 - tail(1 - u));
  }

  private static double tail(double u) {
    return u <= 0 ? 0 : u * (1 - Math.log(2 * u));
  }

  private static OptionalDouble pValue(PermutationSignificance rows, DoubleUnaryOperator integral) {
    double[] scores = new double[rows.cells()];
    double below = integral.applyAsDouble(0);
    for (int i = 0; i < scores.length; i++) {
      double upTo = integral.applyAsDouble(rows.upTo(i));
      scores[i] = rows.share(i) > 0 ? (upTo - below) / rows.share(i) : 0;
      below = upTo;
    }
    return rows.pValue(scores, Double.POSITIVE_INFINITY);
  }
}
