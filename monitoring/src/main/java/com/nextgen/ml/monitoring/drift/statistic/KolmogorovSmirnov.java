package com.nextgen.ml.monitoring.drift.statistic;

import com.nextgen.ml.monitoring.drift.comparison.ColumnComparison;
import com.nextgen.ml.monitoring.drift.comparison.CriticalValues;
import com.nextgen.ml.monitoring.drift.comparison.CumulativePair;
import com.nextgen.ml.monitoring.report.Reason;
import com.nextgen.ml.monitoring.stats.Kolmogorov;
import java.util.OptionalDouble;

/**
 * Two-sample Kolmogorov-Smirnov statistic sup |F − G|, taken at the fine edges, missing values left
 * out; p-value from Kolmogorov's limit with n m / (n + m).
 *
 * <p>The statistic is a lower bound of that of the values themselves. Inside a bin F − G lies
 * between its left end less the current share of the bin and its left end plus the reference share,
 * which gives the error bound: at most the largest share of any bin that is not an atom. The tails
 * add nothing where the reference is the baseline, which has no values there.
 */
public final class KolmogorovSmirnov implements DriftStatistic {
  @Override
  public TestName name() {
    return TestName.KS;
  }

  @Override
  public boolean appliesTo(ColumnComparison comparison) {
    return comparison.isNumeric();
  }

  @Override
  public TestResult evaluate(ColumnComparison comparison, CriticalValues critical) {
    CumulativePair bins = comparison.numbers();
    if (bins.isOneSided()) {
      return new TestResult.NotEnoughData(name(), Reason.NO_VALUES);
    }
    double statistic = 0;
    double most = tails(bins);
    for (int i = 0; i < bins.size(); i++) {
      statistic = Math.max(statistic, Math.abs(bins.f(i) - bins.g(i)));
      if (i > 0 && !bins.isAtom(i)) {
        most = Math.max(most, Math.abs(bins.f(i) - bins.g(i - 1)));
        most = Math.max(most, Math.abs(bins.g(i) - bins.f(i - 1)));
      }
    }
    double root = Math.sqrt(bins.worth().effectiveSize());
    return new TestResult.Measured(
        name(),
        statistic,
        OptionalDouble.of(Kolmogorov.survival(root * statistic)),
        OptionalDouble.of(critical.kolmogorov() / root),
        OptionalDouble.of(Math.max(0, most - statistic)),
        Kolmogorov.survival(root) <= critical.level());
  }

  /** The most that |F − G| can be under the minimum or over the maximum. */
  private static double tails(CumulativePair bins) {
    int last = bins.size() - 1;
    return Math.max(Math.max(bins.f(0), bins.g(0)), Math.max(1 - bins.f(last), 1 - bins.g(last)));
  }
}
