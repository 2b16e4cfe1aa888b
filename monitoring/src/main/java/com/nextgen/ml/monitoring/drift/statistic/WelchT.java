package com.nextgen.ml.monitoring.drift.statistic;

import com.nextgen.ml.monitoring.counts.NumericCounts;
import com.nextgen.ml.monitoring.drift.comparison.ColumnComparison;
import com.nextgen.ml.monitoring.drift.comparison.CriticalValues;
import com.nextgen.ml.monitoring.drift.comparison.CumulativePair;
import com.nextgen.ml.monitoring.report.Reason;
import com.nextgen.ml.monitoring.stats.StudentT;
import java.util.OptionalDouble;

/**
 * Welch's t, the size of the difference of the means over its standard error, missing values left
 * out; two-sided p-value from Student's t with Welch and Satterthwaite's degrees (Welch 1947).
 *
 * <p>From Σz and Σz², so values more than 1,000 σ from the baseline's mean count as if they were
 * there. The mean must be close to normal: with heavy tails that takes far more rows than the other
 * tests need.
 */
final class WelchT implements DriftStatistic {
  private static final double MIN_VALUES = 2;

  /** Σz² / n − mean² of equal values leaves this much of their square. */
  private static final double ROUNDING = 1e-12;

  @Override
  public TestName name() {
    return TestName.WELCH_T;
  }

  @Override
  public boolean appliesTo(ColumnComparison comparison) {
    return comparison.isNumeric();
  }

  @Override
  public TestResult evaluate(ColumnComparison comparison, CriticalValues critical) {
    CumulativePair bins = comparison.numbers();
    CumulativePair.SampleSizes worth = bins.meanWorth();
    double n = worth.n();
    double m = worth.m();
    if (bins.isOneSided()) {
      return new TestResult.NotEnoughData(name(), Reason.NO_VALUES);
    }
    if (n < MIN_VALUES || m < MIN_VALUES) {
      return new TestResult.NotEnoughData(name(), Reason.TOO_FEW_ROWS);
    }
    double first = squaredError(bins.referenceCounts(), n);
    double second = squaredError(bins.currentCounts(), m);
    double error = first + second;
    if (error == 0) {
      return new TestResult.NotEnoughData(name(), Reason.NO_SPREAD);
    }
    double difference = mean(bins.referenceCounts()) - mean(bins.currentCounts());
    double statistic = Math.abs(difference) / Math.sqrt(error);
    double degrees = error * error / (first * first / (n - 1) + second * second / (m - 1));
    StudentT student = new StudentT(degrees);
    return new TestResult.Measured(
        name(),
        statistic,
        OptionalDouble.of(student.twoSided(statistic)),
        OptionalDouble.of(student.inverseTwoSided(critical.level())),
        OptionalDouble.empty(),
        true);
  }

  private static double mean(NumericCounts counts) {
    return counts.sumZ() / counts.count();
  }

  /** The unbiased variance of z over the rows. */
  private static double squaredError(NumericCounts counts, double rows) {
    double values = counts.count();
    double mean = counts.sumZ() / values;
    double square = counts.sumZSquared() / values;
    double variance = square - mean * mean;
    return variance <= ROUNDING * square ? 0 : variance * rows / (rows - 1) / rows;
  }
}
