package com.nextgen.ml.monitoring.drift.statistic;

import com.nextgen.ml.monitoring.stats.RankScores;
import java.util.OptionalDouble;

/**
 * Two linear rank tests over the fine bins: of location (Wilcoxon 1945) and of spread and tails,
 * with the scores −ln(2 min(u, 1 − u)) that are best for the scale of a double exponential
 * variable. The values of a bin share the mean score of their ranks.
 */
final class RankSignificance {
  private RankSignificance() {}

  /** The p-value of a change of location; empty if all values are one. */
  static OptionalDouble location(PermutationSignificance rows) {
    return pValue(rows, RankScores.LOCATION);
  }

  /** The p-value of a change of spread; empty if all values are one. */
  static OptionalDouble spread(PermutationSignificance rows) {
    return pValue(rows, RankScores.SPREAD);
  }

  private static OptionalDouble pValue(PermutationSignificance rows, RankScores function) {
    double[] scores = new double[rows.cells()];
    double below = function.upTo(0);
    for (int i = 0; i < scores.length; i++) {
      double upTo = function.upTo(rows.upTo(i));
      scores[i] = rows.share(i) > 0 ? (upTo - below) / rows.share(i) : 0;
      below = upTo;
    }
    return rows.pValue(scores, Double.POSITIVE_INFINITY);
  }
}
