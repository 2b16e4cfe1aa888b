package com.nextgen.ml.monitoring.drift;

import com.nextgen.ml.monitoring.stats.Normal;
import java.util.OptionalDouble;

/**
 * The largest |p − q| of any published bin, from 0 to 1. The p-value is the sum over the bins of
 * the normal one of that difference, which errs on the side of no drift.
 */
final class LInfinityTest extends TableTest {
  LInfinityTest() {
    super(TestName.L_INFINITY);
  }

  @Override
  TestResult.Measured evaluate(Table table, CriticalValues critical) {
    double largest = 0;
    for (int i = 0; i < table.size(); i++) {
      largest = Math.max(largest, Math.abs(table.p(i) - table.q(i)));
    }
    return new TestResult.Measured(
        name(),
        largest,
        OptionalDouble.of(pValue(table, largest)),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        table.degrees() > 0);
  }

  private static double pValue(Table table, double largest) {
    double rows = table.referenceRows() + table.currentRows();
    double sum = 0;
    for (int i = 0; i < table.size(); i++) {
      double share = (table.reference(i) + table.current(i)) / rows;
      double deviation = Math.sqrt(share * (1 - share) * table.noise());
      if (deviation > 0) {
        sum += 2 * Normal.survival(largest / deviation);
      }
    }
    return largest == 0 ? 1 : Math.min(1, sum);
  }
}
