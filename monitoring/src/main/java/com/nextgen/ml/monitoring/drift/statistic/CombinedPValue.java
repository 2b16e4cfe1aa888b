package com.nextgen.ml.monitoring.drift.statistic;

import com.nextgen.ml.monitoring.drift.comparison.ColumnComparison;
import com.nextgen.ml.monitoring.drift.comparison.CumulativePair;
import com.nextgen.ml.monitoring.drift.comparison.ExactPValues;
import com.nextgen.ml.monitoring.stats.CauchyCombination;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * The one p-value that a verdict rests on, declared before any data are seen: a Cauchy combination.
 * For numbers of KS, the rank tests of location and spread, Pitman's of the mean, exceedances, and
 * G over cells that hold enough; for categories of G. For both, where there are such rows, of
 * Fisher's exact test of the missing share and of the share of cells too thin for G, and of new
 * categories.
 *
 * <p>Left out are tests that could not have rejected with these rows. P-values are capped, or one
 * test that sees nothing would outvote the others.
 */
public final class CombinedPValue {
  private static final double CAP = 0.9;

  private CombinedPValue() {}

  /** Returns the p-value; empty if no test could have rejected. */
  public static OptionalDouble of(ColumnComparison comparison, List<TestResult.Measured> results) {
    if (comparison.table().isOneSided()) {
      return OptionalDouble.empty();
    }
    Stream<OptionalDouble> shown =
        results.stream()
            .filter(result -> result.test() == TestName.KS && result.canReject())
            .map(TestResult.Measured::pValue);
    double[] pValues =
        Stream.concat(shown, others(comparison))
            .flatMapToDouble(OptionalDouble::stream)
            .map(p -> Math.min(CAP, p))
            .toArray();
    return pValues.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(CauchyCombination.of(pValues));
  }

  private static Stream<OptionalDouble> others(ColumnComparison comparison) {
    Stream<OptionalDouble> shares =
        Stream.concat(
            Stream.of(CellSignificance.pValue(comparison)), ExactPValues.pValues(comparison));
    return comparison
        .fineBins()
        .filter(bins -> !bins.isOneSided())
        .map(bins -> Stream.concat(shares, permutations(bins)))
        .orElse(shares);
  }

  private static Stream<OptionalDouble> permutations(CumulativePair bins) {
    PermutationSignificance ranks = new PermutationSignificance(bins, bins.rankWorth());
    return Stream.of(
        RankSignificance.location(ranks),
        RankSignificance.spread(ranks),
        MeanSignificance.pValue(bins));
  }
}
