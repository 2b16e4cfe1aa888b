package com.nextgen.ml.monitoring.drift.statistic;

import com.nextgen.ml.monitoring.counts.NullShares;
import com.nextgen.ml.monitoring.drift.comparison.ContingencyTable;
import com.nextgen.ml.monitoring.drift.comparison.CriticalValues;
import java.util.OptionalDouble;

/**
 * Population stability index: Σ (q − p) ln(q / p) over the published bins and the cells beside
 * them, shares under 1e-4 taken as 1e-4.
 *
 * <p>Without drift PSI / (1/n + 1/m) is asymptotically chi-squared with K − 1 degrees (Yurdakul
 * 2018, Statistical Properties of Population Stability Index).
 */
public final class PopulationStability extends TableStatistic {
  static final double FLOOR = NullShares.FLOOR;

  /** The customary thresholds are for estimates over ten bins, and missing values. */
  private static final int CUSTOMARY_DEGREES = 10;

  public PopulationStability() {
    super(TestName.PSI);
  }

  /**
   * Returns what PSI is on average, without drift, over what ten bins and missing values have of
   * it: the part of it that is due to more cells alone.
   */
  public static double expectedOfMoreCells(ContingencyTable table) {
    return table.isOneSided()
        ? 0
        : Math.max(0, table.degrees() - CUSTOMARY_DEGREES) * table.noise();
  }

  @Override
  public TestResult.Measured evaluate(ContingencyTable table, CriticalValues critical) {
    double psi = 0;
    for (int i = 0; i < table.size(); i++) {
      double p = Math.max(table.p(i), FLOOR);
      double q = Math.max(table.q(i), FLOOR);
      psi += (q - p) * Math.log(q / p);
    }
    double noise = table.noise();
    OptionalDouble limit = table.critical(critical);
    return TestResult.Measured.of(
        name(),
        psi,
        table.pValue(psi / noise),
        limit.isPresent() ? OptionalDouble.of(limit.getAsDouble() * noise) : limit);
  }
}
