package com.nextgen.ml.monitoring.drift.statistic;

import com.nextgen.ml.monitoring.drift.comparison.Comparison;
import com.nextgen.ml.monitoring.drift.comparison.CriticalValues;
import java.util.List;

/**
 * One way to compare the counts of a column with those of a reference. Implementations hold no
 * state and are pure functions of the counts, so it does not matter how these were summed.
 */
public interface DriftTest {

  /** Every test, in the order in which reports show them. */
  List<DriftTest> ALL =
      List.of(
          new PsiTest(),
          new KsTest(),
          new JensenShannonTest(),
          new WassersteinTest(),
          new HellingerTest(),
          new TotalVariationTest(),
          new LInfinityTest(),
          new KullbackLeiblerTest(),
          new ChiSquaredTest(),
          new GTest(),
          new CramerVonMisesTest(),
          new WelchTest(),
          new ProportionTest());

  /** Which test this is. */
  TestName name();

  /** Whether the test is for such columns. */
  boolean appliesTo(Comparison comparison);

  /**
   * Compares.
   *
   * @param comparison the two counts; {@link #appliesTo} is true of it
   * @param critical critical values at the policy's level
   */
  TestResult evaluate(Comparison comparison, CriticalValues critical);
}
