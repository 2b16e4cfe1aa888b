package com.nextgen.ml.monitoring.drift.statistic;

import com.nextgen.ml.monitoring.drift.comparison.ContingencyTable;
import com.nextgen.ml.monitoring.drift.comparison.CriticalValues;
import java.util.OptionalDouble;

/**
 * Hellinger distance √(1 − Σ √(p q)), from 0 to 1 (Hellinger 1909). 8 H² / (1/n + 1/m) is
 * asymptotically chi-squared with K − 1 degrees (Freeman and Tukey 1950).
 */
final class HellingerDistance extends TableStatistic {
  HellingerDistance() {
    super(TestName.HELLINGER);
  }

  @Override
  TestResult.Measured evaluate(ContingencyTable table, CriticalValues critical) {
    double square = 0;
    for (int i = 0; i < table.size(); i++) {
      // Half the squared difference of roots: the same sum without the loss of 1 − (almost 1).
      double difference = Math.sqrt(table.p(i)) - Math.sqrt(table.q(i));
      square += difference * difference / 2;
    }
    square = Math.min(1, square);
    double noise = table.noise();
    OptionalDouble limit = table.critical(critical);
    return TestResult.Measured.of(
        name(),
        Math.sqrt(square),
        table.pValue(8 * square / noise),
        limit.isPresent() ? OptionalDouble.of(Math.sqrt(limit.getAsDouble() * noise / 8)) : limit);
  }
}
