package com.nextgen.ml.monitoring.drift.statistic;

import com.nextgen.ml.monitoring.drift.comparison.ColumnComparison;
import com.nextgen.ml.monitoring.drift.comparison.ContingencyTable;
import com.nextgen.ml.monitoring.drift.comparison.CriticalValues;
import com.nextgen.ml.monitoring.drift.comparison.Pooling;

/**
 * Likelihood-ratio test of homogeneity, G = 2 Σ O ln(O / E), over the published bins (Wilks 1938;
 * Woolf 1957). Bins of which either side expects fewer than five rows are pooled first, which
 * depends on the sum of both sides alone. Values outside the reference's are with the end bins or
 * the other categories: of a cell that the reference has no row in there is no expectation.
 */
public final class GStatistic extends TableStatistic {
  public static final double MIN_EXPECTED = 5;

  public GStatistic() {
    super(TestName.G_TEST);
  }

  @Override
  ContingencyTable cells(ColumnComparison comparison) {
    return comparison.table();
  }

  @Override
  TestResult.Measured evaluate(ContingencyTable table, CriticalValues critical) {
    ContingencyTable pooled = Pooling.toExpected(table, MIN_EXPECTED);
    double rows = pooled.referenceRows() + pooled.currentRows();
    double sum = 0;
    for (int i = 0; i < pooled.size(); i++) {
      double share = (pooled.reference(i) + pooled.current(i)) / rows;
      sum += term(pooled.reference(i), share * pooled.referenceRows());
      sum += term(pooled.current(i), share * pooled.currentRows());
    }
    double statistic = Math.max(0, 2 * sum);
    return TestResult.Measured.of(
        name(), statistic, pooled.pValue(statistic), pooled.critical(critical));
  }

  private static double term(double observed, double expected) {
    return observed == 0 ? 0 : observed * Math.log(observed / expected);
  }
}
