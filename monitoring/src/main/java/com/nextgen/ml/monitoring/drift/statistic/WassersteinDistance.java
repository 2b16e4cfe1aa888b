package com.nextgen.ml.monitoring.drift.statistic;

import com.nextgen.ml.monitoring.counts.NumericBins;
import com.nextgen.ml.monitoring.drift.comparison.ColumnComparison;
import com.nextgen.ml.monitoring.drift.comparison.CriticalValues;
import com.nextgen.ml.monitoring.drift.comparison.CumulativePair;
import com.nextgen.ml.monitoring.report.Reason;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Wasserstein-1 distance over the baseline's standard deviation: ∫ |F − G| dx / σ, missing values
 * left out.
 *
 * <p>Between two edges F and G are taken as straight; outside the baseline's range the integral is
 * the mean distance to it, which the counts hold. The error bound is what the true distributions
 * could add or take away inside each bin. Both are too small where values were clamped. The p-value
 * is {@link WassersteinSignificance}'s. A baseline with a single value has no σ, hence no figure.
 */
final class WassersteinDistance implements DriftStatistic {
  @Override
  public TestName name() {
    return TestName.WASSERSTEIN;
  }

  @Override
  public boolean appliesTo(ColumnComparison comparison) {
    return comparison.isNumeric() && hasDeviation(comparison.numbers());
  }

  /** The scale is 1 where there is no σ; a σ that happens to be 1 has values that differ. */
  private static boolean hasDeviation(CumulativePair bins) {
    NumericBins edges = bins.bins();
    boolean standsIn = edges.scale() == 1 && !(bins.referenceCounts().standardDeviation() > 1e-9);
    return !edges.isConstant() && !standsIn;
  }

  @Override
  public TestResult evaluate(ColumnComparison comparison, CriticalValues critical) {
    CumulativePair bins = comparison.numbers();
    if (bins.isOneSided()) {
      return new TestResult.NotEnoughData(name(), Reason.NO_VALUES);
    }
    double distance = 0;
    double error = 0;
    for (int i = 1; i < bins.size(); i++) {
      double left = bins.f(i - 1) - bins.g(i - 1);
      double right = bins.f(i) - bins.g(i);
      double middle = meanSize(left, right);
      double most = Math.max(bins.f(i) - bins.g(i - 1), bins.g(i) - bins.f(i - 1));
      double least = Math.max(0, Math.max(bins.f(i - 1) - bins.g(i), bins.g(i - 1) - bins.f(i)));
      distance += bins.width(i) * middle;
      error += bins.width(i) * Math.max(0, Math.max(most - middle, middle - least));
    }
    double scale = bins.bins().scale();
    Tails tails = Tails.of(bins);
    double statistic = distance / scale + tails.distance();
    Optional<WassersteinSignificance> significance = WassersteinSignificance.of(bins);
    return new TestResult.Measured(
        name(),
        statistic,
        optional(significance.map(WassersteinSignificance::pValue)),
        optional(significance.map(s -> statistic + s.missing(critical.level()) / scale)),
        OptionalDouble.of(error / scale + tails.error()),
        significance.isPresent());
  }

  private static OptionalDouble optional(Optional<Double> value) {
    return value.isPresent() ? OptionalDouble.of(value.get()) : OptionalDouble.empty();
  }

  /** The mean of |x| along a straight line from a to b. */
  static double meanSize(double a, double b) {
    double sizes = Math.abs(a) + Math.abs(b);
    boolean crosses = (a < 0) != (b < 0) && sizes > 0;
    return crosses ? (a * a + b * b) / (2 * sizes) : sizes / 2;
  }

  /**
   * What lies outside the baseline's range, in units of σ.
   *
   * @param distance exact where only one side has values there, as when the reference is the
   *     baseline
   * @param error how much more it may be
   */
  private record Tails(double distance, double error) {
    static Tails of(CumulativePair bins) {
      double n = bins.n();
      double m = bins.m();
      double below = mean(bins.referenceCounts().below(), bins.referenceCounts().sumBelow(), n);
      double belowNow = mean(bins.currentCounts().below(), bins.currentCounts().sumBelow(), m);
      double above = mean(bins.referenceCounts().above(), bins.referenceCounts().sumAbove(), n);
      double aboveNow = mean(bins.currentCounts().above(), bins.currentCounts().sumAbove(), m);
      return new Tails(
          Math.abs(below - belowNow) + Math.abs(above - aboveNow),
          2 * (Math.min(below, belowNow) + Math.min(above, aboveNow)));
    }

    /** Sums that were subtracted may leave a trace where there is nothing. */
    private static double mean(long values, double sum, double rows) {
      return values == 0 ? 0 : Math.max(0, sum) / rows;
    }
  }
}
