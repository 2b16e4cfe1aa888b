package com.nextgen.ml.monitoring.drift.statistic;

import com.nextgen.ml.monitoring.drift.comparison.CumulativePair;
import com.nextgen.ml.monitoring.drift.comparison.CumulativePair.SampleSizes;
import com.nextgen.ml.monitoring.stats.Gamma;
import com.nextgen.ml.monitoring.stats.Normal;
import java.util.OptionalDouble;

/**
 * Linear permutation tests over the fine bins: every value of a bin has the bin's score, which
 * depends on the pooled counts alone.
 *
 * <p>Given these, every choice of the current rows among them is equally likely without drift, ties
 * and atoms or not. The mean score then has a mean, variance and skewness that are known exactly
 * (Cochran 1977, Sampling Techniques, §2.15), and is taken as a gamma variable with these
 * (Pearson's type III).
 */
final class PermutationSignificance {
  private static final double MIN_SKEWNESS = 1e-3;

  private final CumulativePair bins;
  private final SampleSizes worth;
  private final double[] shares;

  /**
   * @param worth how many independent values both sides are worth to the scores
   */
  PermutationSignificance(CumulativePair bins, SampleSizes worth) {
    this.bins = bins;
    this.worth = worth;
    this.shares = new double[bins.size() + 1];
    double below = 0;
    for (int i = 0; i < shares.length; i++) {
      double upTo = upTo(i);
      shares[i] = upTo - below;
      below = upTo;
    }
  }

  /** How many cells there are: below, the bins, above. */
  int cells() {
    return shares.length;
  }

  /** The pooled share of a cell. */
  double share(int cell) {
    return shares[cell];
  }

  /** The pooled share of a cell and of all under it. */
  double upTo(int cell) {
    return cell == bins.size()
        ? 1
        : Math.min(
            1, (worth.n() * bins.f(cell) + worth.m() * bins.g(cell)) / (worth.n() + worth.m()));
  }

  /**
   * The p-value of these scores' means; empty if all values have one.
   *
   * @param scores of the cells; those of empty ones do not matter
   * @param mostSkewness empty too if the statistic's skewness without drift is more
   */
  OptionalDouble pValue(double[] scores, double mostSkewness) {
    double n = worth.n();
    double m = worth.m();
    double mean = 0;
    double gap = 0;
    for (int i = 0; i < scores.length; i++) {
      if (shares[i] > 0) {
        mean += shares[i] * scores[i];
        gap += scores[i] * (current(i) - reference(i));
      }
    }
    double second = 0;
    double third = 0;
    for (int i = 0; i < scores.length; i++) {
      if (shares[i] > 0) {
        double score = scores[i] - mean;
        second += shares[i] * score * score;
        third += shares[i] * score * score * score;
      }
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
    return Math.abs(skewness) <= mostSkewness
        ? OptionalDouble.of(twoSided(z, skewness))
        : OptionalDouble.empty();
  }

  private double reference(int cell) {
    double upTo = cell < bins.size() ? bins.f(cell) : 1;
    return cell == 0 ? upTo : upTo - bins.f(cell - 1);
  }

  private double current(int cell) {
    double upTo = cell < bins.size() ? bins.g(cell) : 1;
    return cell == 0 ? upTo : upTo - bins.g(cell - 1);
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
