package com.nextgen.ml.monitoring.drift.statistic;

import com.nextgen.ml.monitoring.counts.NumericBins;
import com.nextgen.ml.monitoring.counts.NumericCounts;
import com.nextgen.ml.monitoring.drift.comparison.CumulativePair;
import java.util.OptionalDouble;

/**
 * Pitman's permutation test of a difference of means (Pitman 1937, Significance tests which may be
 * applied to samples from any populations), the values of a bin taken for its middle, those outside
 * the range for their pooled mean. It sees what ranks make small: a change far out.
 *
 * <p>Where few values far out decide, the mean is no longer close to a gamma variable. So it is
 * left out where the statistic's skewness is over {@value #MAX_SKEWNESS}.
 */
final class MeanSignificance {
  private static final double MAX_SKEWNESS = 0.4;

  private MeanSignificance() {}

  /** The p-value; empty if all values are one, or too skewed. */
  static OptionalDouble pValue(CumulativePair pair) {
    PermutationSignificance rows = new PermutationSignificance(pair, pair.meanWorth());
    NumericBins bins = pair.bins();
    NumericCounts first = pair.referenceCounts();
    NumericCounts second = pair.currentCounts();
    double[] scores = new double[rows.cells()];
    long below = first.below() + second.below();
    long above = first.above() + second.above();
    // In units of the scale, in which sums of distances are kept.
    double least = standard(bins, bins.minimum());
    double greatest = standard(bins, bins.maximum());
    scores[0] = below == 0 ? least : least - (first.sumBelow() + second.sumBelow()) / below;
    for (int i = 0; i < bins.size(); i++) {
      double upper = standard(bins, bins.edge(i));
      double lower = i == 0 ? least : standard(bins, bins.edge(i - 1));
      scores[i + 1] = bins.isAtom(i) ? standard(bins, bins.atom(i)) : lower / 2 + upper / 2;
    }
    scores[bins.size() + 1] =
        above == 0 ? greatest : greatest + (first.sumAbove() + second.sumAbove()) / above;
    return rows.pValue(scores, MAX_SKEWNESS);
  }

  private static double standard(NumericBins bins, double value) {
    return value / bins.scale() - bins.center() / bins.scale();
  }
}
