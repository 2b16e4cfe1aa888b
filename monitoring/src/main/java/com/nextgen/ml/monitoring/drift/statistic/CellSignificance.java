package com.nextgen.ml.monitoring.drift.statistic;

import com.nextgen.ml.monitoring.drift.comparison.ColumnComparison;
import com.nextgen.ml.monitoring.drift.comparison.ContingencyTable;
import com.nextgen.ml.monitoring.drift.comparison.PooledTable;
import java.util.OptionalDouble;

/**
 * The p-value of G over cells of which each side expects ten rows, over Williams's correction
 * (Williams 1976, Improved likelihood ratio tests for complete contingency tables, Biometrika 63).
 *
 * <p>The report's {@link GStatistic} pools the published bins to five expected rows, as the
 * textbooks have it. Down to the levels of a false-alarm budget that fires too often, and for
 * categories the published ones are those that the baseline happened to have more of: {@link
 * ColumnComparison#cells} and {@link PooledTable} favour neither side.
 */
final class CellSignificance {
  private CellSignificance() {}

  /** The p-value; empty where fewer than two cells are left. */
  static OptionalDouble pValue(ColumnComparison comparison) {
    ContingencyTable cells = comparison.pooled().table();
    if (cells.degrees() == 0 || cells.isOneSided()) {
      return OptionalDouble.empty();
    }
    double rows = cells.referenceRows() + cells.currentRows();
    double sum = 0;
    double inverse = 0;
    for (int i = 0; i < cells.size(); i++) {
      double share = (cells.reference(i) + cells.current(i)) / rows;
      inverse += 1 / share;
      sum += term(cells.reference(i), share * cells.referenceRows());
      sum += term(cells.current(i), share * cells.currentRows());
    }
    double sides = rows * cells.noise() - 1;
    double correction = 1 + sides * (inverse - 1) / (6 * rows * cells.degrees());
    return OptionalDouble.of(cells.pValue(Math.max(0, 2 * sum) / correction));
  }

  private static double term(double observed, double expected) {
    return observed == 0 ? 0 : observed * Math.log(observed / expected);
  }
}
