package com.nextgen.ml.monitoring.drift.statistic;

import com.nextgen.ml.monitoring.drift.comparison.ContingencyTable;
import com.nextgen.ml.monitoring.drift.comparison.CriticalValues;
import java.util.OptionalDouble;

/**
 * Total variation distance ½ Σ |p − q|, from 0 to 1.
 *
 * <p>By Cauchy-Schwarz 4 T² / (1/n + 1/m) is at most the chi-squared statistic of the two rows, so
 * p-value and critical value from K − 1 degrees err on the side of no drift.
 */
final class TotalVariationDistance extends TableStatistic {
  TotalVariationDistance() {
    super(TestName.TOTAL_VARIATION);
  }

  @Override
  TestResult.Measured evaluate(ContingencyTable table, CriticalValues critical) {
    double sum = 0;
    for (int i = 0; i < table.size(); i++) {
      sum += Math.abs(table.p(i) - table.q(i));
    }
    double distance = Math.min(1, sum / 2);
    double noise = table.noise();
    OptionalDouble limit = table.critical(critical);
    return TestResult.Measured.of(
        name(),
        distance,
        table.pValue(4 * distance * distance / noise),
        limit.isPresent() ? OptionalDouble.of(Math.sqrt(limit.getAsDouble() * noise / 4)) : limit);
  }
}
