package com.nextgen.ml.monitoring.drift.statistic;

import com.nextgen.ml.monitoring.drift.comparison.Comparison;
import com.nextgen.ml.monitoring.drift.comparison.CriticalValues;
import com.nextgen.ml.monitoring.drift.comparison.Table;
import com.nextgen.ml.monitoring.report.Reason;

/** A test over the published bins: what such tests have in common. */
abstract class TableTest implements DriftTest {
  private final TestName name;

  TableTest(TestName name) {
    this.name = name;
  }

  @Override
  public final TestName name() {
    return name;
  }

  @Override
  public final boolean appliesTo(Comparison comparison) {
    return true;
  }

  @Override
  public final TestResult evaluate(Comparison comparison, CriticalValues critical) {
    Table table = comparison.table();
    return table.isOneSided()
        ? new TestResult.NotEnoughData(name, Reason.NO_VALUES)
        : evaluate(table, critical);
  }

  /** Compares two rows of counts, neither of them empty. */
  abstract TestResult.Measured evaluate(Table table, CriticalValues critical);
}
