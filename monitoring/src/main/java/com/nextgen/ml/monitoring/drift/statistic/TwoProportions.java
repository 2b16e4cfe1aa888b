package com.nextgen.ml.monitoring.drift.statistic;

import com.nextgen.ml.monitoring.counts.CategoricalBins;
import com.nextgen.ml.monitoring.counts.CategoricalCounts;
import com.nextgen.ml.monitoring.drift.comparison.ColumnComparison;
import com.nextgen.ml.monitoring.drift.comparison.CriticalValues;
import com.nextgen.ml.monitoring.report.Reason;
import com.nextgen.ml.monitoring.stats.ProportionZ;
import java.util.OptionalDouble;

/**
 * Two-proportion z for columns with two categories, such as booleans and predicted classes of a
 * binary model: the size of the difference of the first category's share of the values, over its
 * standard error under one pooled share. Missing values are left out; values that the baseline
 * never had count as not being the first category.
 */
final class TwoProportions implements DriftStatistic {
  @Override
  public TestName name() {
    return TestName.PROPORTION_Z;
  }

  @Override
  public boolean appliesTo(ColumnComparison comparison) {
    return comparison.reference().bins() instanceof CategoricalBins bins
        && bins.named().size() == 2
        && bins.rest().isEmpty();
  }

  @Override
  public TestResult evaluate(ColumnComparison comparison, CriticalValues critical) {
    CategoricalCounts reference = (CategoricalCounts) comparison.reference();
    CategoricalCounts current = (CategoricalCounts) comparison.current();
    double n = reference.count() / comparison.referenceWorth().cells();
    double m = current.count() / comparison.currentWorth().cells();
    if (n == 0 || m == 0) {
      return new TestResult.NotEnoughData(name(), Reason.NO_VALUES);
    }
    double first = reference.cell(0) / comparison.referenceWorth().cells();
    double second = current.cell(0) / comparison.currentWorth().cells();
    double z = ProportionZ.of(first, n, second, m);
    boolean bothOccur = first + second > 0 && first + second < n + m;
    return new TestResult.Measured(
        name(),
        Math.abs(z),
        OptionalDouble.of(ProportionZ.twoSided(z)),
        bothOccur ? OptionalDouble.of(critical.normal()) : OptionalDouble.empty(),
        OptionalDouble.empty(),
        bothOccur);
  }
}
