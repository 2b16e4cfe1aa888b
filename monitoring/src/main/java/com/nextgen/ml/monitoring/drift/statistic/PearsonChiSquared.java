package com.nextgen.ml.monitoring.drift.statistic;

import com.nextgen.ml.monitoring.drift.comparison.ContingencyTable;
import com.nextgen.ml.monitoring.drift.comparison.CriticalValues;

/**
 * Pearson's chi-squared test of homogeneity over the published bins, without continuity correction
 * (Pearson 1900). Bins that are empty on both sides do not count.
 */
final class PearsonChiSquared extends TableStatistic {
  PearsonChiSquared() {
    super(TestName.CHI_SQUARED);
  }

  @Override
  TestResult.Measured evaluate(ContingencyTable table, CriticalValues critical) {
    double rows = table.referenceRows() + table.currentRows();
    double statistic = 0;
    for (int i = 0; i < table.size(); i++) {
      double share = (table.reference(i) + table.current(i)) / rows;
      if (share > 0) {
        statistic += term(table.reference(i), share * table.referenceRows());
        statistic += term(table.current(i), share * table.currentRows());
      }
    }
    return TestResult.Measured.of(
        name(), statistic, table.pValue(statistic), table.critical(critical));
  }

  private static double term(double observed, double expected) {
    return (observed - expected) * (observed - expected) / expected;
  }
}
