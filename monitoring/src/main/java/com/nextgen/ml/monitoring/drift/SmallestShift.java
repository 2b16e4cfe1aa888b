package com.nextgen.ml.monitoring.drift;

import com.nextgen.ml.monitoring.baseline.DesignEffect;
import com.nextgen.ml.monitoring.counts.Column;
import com.nextgen.ml.monitoring.counts.ColumnCounts;
import com.nextgen.ml.monitoring.drift.comparison.ContingencyTable;
import com.nextgen.ml.monitoring.drift.comparison.CriticalValues;
import com.nextgen.ml.monitoring.drift.comparison.Pooling;
import com.nextgen.ml.monitoring.drift.statistic.GStatistic;
import com.nextgen.ml.monitoring.drift.statistic.TestName;
import com.nextgen.ml.monitoring.stats.NoncentralChiSquared;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The smallest change of one column that a policy is likely to call drift.
 *
 * <p>To second order Pearson's, G's and PSI / (1/n + 1/m) are one statistic, noncentral chi-squared
 * over K cells with K − 1 degrees and noncentrality PSI / (1/n + 1/m), PSI being the population's
 * (Cohen 1988, Statistical Power Analysis, ch. 7; Agresti 2002, Categorical Data Analysis, 6.6; n
 * and m over their design effects as in Rao and Scott 1981). A column that has drifted alone among
 * k is significant at level / k (Benjamini and Hochberg 1995). It is called drifted if the
 * statistic passes both that critical value and the policy's PSI threshold over (1/n + 1/m).
 *
 * @param column a feature's name, or the output's
 * @param psi the smallest PSI, at least the policy's threshold, that is called drift with
 *     probability {@link #POWER}
 * @param threshold the policy's
 */
public record SmallestShift(String column, double psi, double threshold) {
  /** With which a shift of this size is seen. */
  public static final double POWER = 0.8;

  /**
   * By how many of its standard deviations the mean of a normal feature moves when its PSI is this:
   * √PSI, as PSI of continuous normal densities is the squared shift.
   */
  public double sigmas() {
    return Math.sqrt(psi);
  }

  /**
   * Of each column that a window with so many rows is judged by; none for a column with fewer rows
   * than the policy asks for.
   *
   * @param rows of one window
   */
  public static List<SmallestShift> of(Reference reference, DriftCriteria policy, long rows) {
    List<Column> columns = reference.counts().layout().columns();
    List<Integer> judged = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      if (isJudged(reference, reference.counts().columns().get(i), columns.get(i), policy, rows)) {
        judged.add(i);
      }
    }
    int hypotheses = judged.size() + (reference.multivariate().isPresent() ? 1 : 0);
    CriticalValues critical = new CriticalValues(policy.level() / Math.max(1, hypotheses));
    Map<List<Double>, Double> noncentralities = new HashMap<>();
    List<SmallestShift> shifts = new ArrayList<>();
    for (int i : judged) {
      Column column = columns.get(i);
      ContingencyTable table =
          expected(reference, reference.counts().columns().get(i), column, policy, rows);
      if (table.degrees() > 0) {
        double threshold =
            policy.column(column).threshold(TestName.PSI).orElse(DriftCriteria.PSI_THRESHOLD);
        // Around its middle the statistic is about chi-squared with the same mean and variance.
        double mean = table.weights().mean(table.degrees());
        double wide = table.weights().squares(table.degrees()) / mean;
        double least =
            Math.max(table.critical(critical).orElseThrow(), threshold / table.noise()) / wide;
        double noncentrality =
            noncentralities.computeIfAbsent(
                List.of(mean / wide, least),
                key -> NoncentralChiSquared.noncentrality(key.get(0), key.get(1), POWER));
        double psi = noncentrality * wide * table.noise();
        shifts.add(new SmallestShift(column.name(), Math.max(threshold, psi), threshold));
      }
    }
    return shifts;
  }

  private static boolean isJudged(
      Reference reference, ColumnCounts counts, Column column, DriftCriteria policy, long rows) {
    ColumnPolicy own = policy.column(column);
    return own.watch()
        && (column.isInput() || !reference.inSample())
        && rows >= own.minimumRows()
        && counts.rows() >= Math.min(own.minimumRows(), DriftCriteria.MIN_REFERENCE_ROWS);
  }

  /** The reference beside as many rows as a window has, that are spread as its own. */
  private static ContingencyTable expected(
      Reference reference, ColumnCounts counts, Column column, DriftCriteria policy, long rows) {
    DesignEffect training = reference.referenceWorth(column, counts.rows(), policy.level());
    DesignEffect live = reference.currentWorth(column, rows, policy.level());
    long[] published = counts.published();
    double[] before = new double[published.length];
    double[] now = new double[published.length];
    for (int i = 0; i < published.length; i++) {
      before[i] = published[i] / training.cells();
      now[i] = (double) published[i] * rows / counts.rows() / live.cells();
    }
    return Pooling.toExpected(
        new ContingencyTable(before, now, Math.max(training.spread(), live.spread())),
        GStatistic.MIN_EXPECTED);
  }
}
