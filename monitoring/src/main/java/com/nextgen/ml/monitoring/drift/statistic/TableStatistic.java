package com.nextgen.ml.monitoring.drift.statistic;

import com.nextgen.ml.monitoring.drift.comparison.ColumnComparison;
import com.nextgen.ml.monitoring.drift.comparison.ContingencyTable;
import com.nextgen.ml.monitoring.drift.comparison.CriticalValues;
import com.nextgen.ml.monitoring.report.Reason;

/** A test over the published bins and the cells beside them: what such tests have in common. */
abstract class TableStatistic implements DriftStatistic {
  private final TestName name;

  TableStatistic(TestName name) {
    this.name = name;
  }

  @Override
  public final TestName name() {
    return name;
  }

  @Override
  public final boolean appliesTo(ColumnComparison comparison) {
    return true;
  }

  @Override
  public final TestResult evaluate(ColumnComparison comparison, CriticalValues critical) {
    ContingencyTable table = cells(comparison);
    return table.isOneSided()
        ? new TestResult.NotEnoughData(name, Reason.NO_VALUES)
        : evaluate(table, critical);
  }

  /** The cells of both sides. */
  ContingencyTable cells(ColumnComparison comparison) {
    return comparison.effect();
  }

  /** Compares two rows of counts, neither of them empty. */
  abstract TestResult.Measured evaluate(ContingencyTable table, CriticalValues critical);
}
