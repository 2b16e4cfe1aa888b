package com.nextgen.ml.monitoring.drift.statistic;

import com.nextgen.ml.monitoring.drift.comparison.ColumnComparison;
import com.nextgen.ml.monitoring.drift.comparison.CriticalValues;
import java.util.List;

/**
 * One way to compare the counts of a column with those of a reference. Implementations hold no
 * state and are pure functions of the counts, so it does not matter how these were summed.
 */
public interface DriftStatistic {

  /** Every test, in the order in which reports show them. */
  List<DriftStatistic> ALL =
      List.of(
          new PopulationStability(),
          new KolmogorovSmirnov(),
          new JensenShannonDistance(),
          new WassersteinDistance(),
          new HellingerDistance(),
          new TotalVariationDistance(),
          new LInfinityDistance(),
          new KullbackLeiblerDivergence(),
          new PearsonChiSquared(),
          new GStatistic(),
          new CramerVonMisesStatistic(),
          new WelchT(),
          new TwoProportions());

  /** Returns which test this is. */
  TestName name();

  /** Returns whether the test is for such columns. */
  boolean appliesTo(ColumnComparison comparison);

  /**
   * Compares.
   *
   * @param comparison the two counts; {@link #appliesTo} is true of it
   * @param critical critical values at the policy's level
   */
  TestResult evaluate(ColumnComparison comparison, CriticalValues critical);
}
