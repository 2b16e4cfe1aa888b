package com.nextgen.ml.monitoring.drift.statistic;

import com.nextgen.ml.monitoring.drift.comparison.ContingencyTable;
import com.nextgen.ml.monitoring.drift.comparison.CriticalValues;
import com.nextgen.ml.monitoring.stats.Normal;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * The largest |p − q| of any published bin, from 0 to 1. The p-value is the sum over the bins of
 * the normal one of that difference, which errs on the side of no drift.
 */
final class LInfinityDistance extends TableStatistic {
  private static final int MAX_STEPS = 50;

  LInfinityDistance() {
    super(TestName.L_INFINITY);
  }

  @Override
  TestResult.Measured evaluate(ContingencyTable table, CriticalValues critical) {
    double largest = 0;
    for (int i = 0; i < table.size(); i++) {
      largest = Math.max(largest, Math.abs(table.p(i) - table.q(i)));
    }
    double[] deviations = deviations(table);
    return TestResult.Measured.of(
        name(),
        largest,
        largest == 0 ? 1 : pValue(deviations, largest),
        table.degrees() == 0
            ? OptionalDouble.empty()
            : OptionalDouble.of(critical(deviations, critical)));
  }

  /** The standard deviation of each bin's difference without drift; 0 left out. */
  private static double[] deviations(ContingencyTable table) {
    double rows = table.referenceRows() + table.currentRows();
    return IntStream.range(0, table.size())
        .mapToDouble(i -> (table.reference(i) + table.current(i)) / rows)
        .map(share -> Math.sqrt(share * (1 - share) * table.noise()))
        .filter(deviation -> deviation > 0)
        .toArray();
  }

  private static double pValue(double[] deviations, double largest) {
    double sum = 0;
    for (double deviation : deviations) {
      sum += 2 * Normal.survival(largest / deviation);
    }
    return Math.min(1, sum);
  }

  /** Where the p-value is the level, by Newton's steps on its logarithm. */
  private static double critical(double[] deviations, CriticalValues values) {
    double widest = Arrays.stream(deviations).max().orElseThrow();
    // The widest bin alone reaches the level at the least, all being as wide at the most.
    double least = widest * values.normal();
    double most = widest * values.normal(deviations.length);
    double x = least;
    for (int i = 0; i < MAX_STEPS; i++) {
      double sum = 0;
      double slope = 0;
      for (double deviation : deviations) {
        double z = x / deviation;
        double density = 2 * Normal.density(z);
        sum += density * Normal.mills(z);
        slope += density / deviation;
      }
      double next =
          Math.min(most, Math.max(least, x + Math.log(sum / values.level()) * sum / slope));
      double step = Math.abs(next - x);
      x = next;
      // Each step squares the error, so what is left behind one so small is rounding.
      if (step <= 1e-7 * x) {
        break;
      }
    }
    return x;
  }
}
