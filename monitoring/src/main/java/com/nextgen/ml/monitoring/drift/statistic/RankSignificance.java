package com.nextgen.ml.monitoring.drift.statistic;

import com.nextgen.ml.monitoring.drift.comparison.CumulativePair;
import com.nextgen.ml.monitoring.drift.comparison.CumulativePair.Worth;
import com.nextgen.ml.monitoring.stats.Gamma;
import com.nextgen.ml.monitoring.stats.Normal;
import com.nextgen.ml.monitoring.stats.RankScores;
import java.util.OptionalDouble;

/**
 * Two linear rank tests over the fine bins: of location (Wilcoxon 1945) and of spread and tails,
 * with the scores −ln(2 min(u, 1 − u)) that are best for the scale of a double exponential
 * variable. The values of a bin share the mean score of their ranks.
 *
 * <p>Given the pooled counts, every choice of the current rows among them is equally likely without
 * drift, ties and atoms or not. The mean score then has a mean, variance and skewness that are
 * known exactly (Cochran 1977, Sampling Techniques, §2.15), and is taken as a gamma variable with
 * these (Pearson's type III).
 */
final class RankSignificance {
  private static final double MIN_SKEWNESS = 1e-3;

  private RankSignificance() {}

  /** The p-value of a change of location; empty if all values are one. */
  static OptionalDouble location(CumulativePair bins) {
    return pValue(bins, RankScores.LOCATION);
  }

  /** The p-value of a change of spread; empty if all values are one. */
  static OptionalDouble spread(CumulativePair bins) {
    return pValue(bins, RankScores.SPREAD);
  }

  private static OptionalDouble pValue(CumulativePair bins, RankScores function) {
    Worth worth = bins.rankWorth();
    double n = worth.n();
    double m = worth.m();
    int cells = bins.size() + 1;
    double[] scores = new double[cells];
    double[] shares = new double[cells];
    double below = 0;
    double belowIntegral = function.upTo(0);
    double mean = 0;
    double gap = 0;
    for (int i = 0; i < cells; i++) {
      double f = i < bins.size() ? bins.f(i) : 1;
      double g = i < bins.size() ? bins.g(i) : 1;
      double upTo = Math.min(1, (n * f + m * g) / (n + m));
      double upToIntegral = function.upTo(upTo);
      shares[i] = upTo - below;
      if (shares[i] > 0) {
        scores[i] = (upToIntegral - belowIntegral) / shares[i];
        mean += upToIntegral - belowIntegral;
        gap += scores[i] * ((g - before(bins, i, false)) - (f - before(bins, i, true)));
      }
      below = upTo;
      belowIntegral = upToIntegral;
    }
    double second = 0;
    double third = 0;
    for (int i = 0; i < cells; i++) {
      double score = scores[i] - mean;
      second += shares[i] * score * score;
      third += shares[i] * score * score * score;
    }
    double rows = n + m;
    if (!(second > 1e-12) || rows <= 2) {
      return OptionalDouble.empty();
    }
    // gap is the current mean score less the reference's: (n + m) / n times its distance from the
    // mean of all.
    double z = gap / Math.sqrt(second * rows * rows / (n * m * (rows - 1)));
    double skewness =
        third
            / Math.pow(second, 1.5)
            * (n - m)
            / Math.sqrt(n * m * (rows - 1))
            * (rows - 1)
            / (rows - 2);
    return OptionalDouble.of(twoSided(z, skewness));
  }

  private static double before(CumulativePair bins, int cell, boolean reference) {
    return cell == 0 ? 0 : reference ? bins.f(cell - 1) : bins.g(cell - 1);
  }

  /** Twice the probability of what is as far out on the side of {@code z}. */
  private static double twoSided(double z, double skewness) {
    double towards = z < 0 ? -skewness : skewness;
    double size = Math.abs(z);
    if (Math.abs(towards) < MIN_SKEWNESS) {
      return Math.min(1, 2 * Normal.survival(size));
    }
    double shape = 4 / (towards * towards);
    double root = Math.sqrt(shape);
    double tail =
        towards > 0
            ? Gamma.upper(shape, shape + size * root)
            : Gamma.lower(shape, Math.max(0, shape - size * root));
    return Math.min(1, 2 * tail);
  }
}
