package com.nextgen.ml.monitoring.drift.statistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.nextgen.ml.monitoring.counts.CategoricalBins;
import com.nextgen.ml.monitoring.counts.ColumnCounts;
import com.nextgen.ml.monitoring.counts.NumericBins;
import com.nextgen.ml.monitoring.drift.Sample;
import com.nextgen.ml.monitoring.drift.comparison.ColumnComparison;
import com.nextgen.ml.monitoring.drift.comparison.CriticalValues;
import com.nextgen.ml.monitoring.report.Reason;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of every drift test. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DriftTestContract {
  private static final int ROWS = 1000;
  private static final double[] FIRST = normals(1, 0, 1);
  private static final double[] SECOND = normals(2, 0.7, 1.5);
  private static final NumericBins BINS = Sample.bins(FIRST);
  private static final CategoricalBins NAMES = CategoricalBins.of(List.of("a", "b", "c", "d"));
  private static final CategoricalBins BOOLEAN = CategoricalBins.of(List.of("false", "true"));
  private static final double[] ALL_MISSING = filled(Double.NaN);
  private static final double[] CONSTANT = filled(3);

  private final DriftStatistic test;

  DriftTestContract(DriftStatistic test) {
    this.test = test;
  }

  /** Whether exchanging the sides changes nothing. */
  boolean isSymmetric() {
    return true;
  }

  /** Two different samples, in numbers and in names. */
  Stream<Pair> pairs() {
    return ofItsType(
        new Pair(Sample.count(BINS, FIRST), Sample.count(BINS, SECOND)),
        new Pair(Sample.cells(NAMES, 500, 300, 150, 50), Sample.cells(NAMES, 200, 300, 450, 50)),
        new Pair(Sample.cells(BOOLEAN, 700, 300), Sample.cells(BOOLEAN, 600, 400)));
  }

  /** Sides that have little or nothing to say. */
  Stream<Pair> poorPairs() {
    NumericBins constant = Sample.bins(CONSTANT);
    return ofItsType(
        new Pair(BINS.empty(), BINS.empty()),
        new Pair(Sample.count(BINS, FIRST), BINS.empty()),
        new Pair(BINS.empty(), Sample.count(BINS, FIRST)),
        new Pair(Sample.count(BINS, FIRST), Sample.count(BINS, ALL_MISSING)),
        new Pair(Sample.count(BINS, ALL_MISSING), Sample.count(BINS, ALL_MISSING)),
        new Pair(Sample.count(BINS, FIRST), Sample.count(BINS, 0.1)),
        new Pair(Sample.count(BINS, 0.1), Sample.count(BINS, 9e99)),
        new Pair(Sample.count(BINS, FIRST), Sample.count(BINS, CONSTANT)),
        new Pair(Sample.count(constant, CONSTANT), Sample.count(constant, CONSTANT)),
        new Pair(Sample.count(constant, CONSTANT), Sample.count(constant, FIRST)),
        new Pair(NAMES.empty(), NAMES.empty()),
        new Pair(Sample.cells(NAMES, 10, 10), NAMES.empty()),
        new Pair(Sample.cells(NAMES, 1000), Sample.cells(NAMES, 1)),
        new Pair(Sample.cells(NAMES, 1000), Sample.cells(NAMES, 1000)),
        new Pair(Sample.cells(NAMES, 1), Sample.cells(NAMES, 0, 1)),
        new Pair(Sample.cells(NAMES, 9, 9), Sample.cells(NAMES, 0, 0, 0, 0, 0, 0, 5)),
        new Pair(BOOLEAN.empty(), Sample.cells(BOOLEAN, 1, 1)),
        new Pair(Sample.cells(BOOLEAN, 1000), Sample.cells(BOOLEAN, 1000)),
        new Pair(Sample.cells(BOOLEAN, 1), Sample.cells(BOOLEAN, 0, 1)),
        new Pair(Sample.cells(BOOLEAN, 500, 500), Sample.cells(BOOLEAN, 0, 0, 0, 0, 9)));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void identicalCountsHaveZeroStatistic(Pair pair) {
    TestResult.Measured result = measured(pair.first(), pair.first());

    assertThat(result.statistic()).isZero();
    assertThat(result.pValue().orElse(1)).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void proportionalCountsHaveZeroStatistic(Pair pair) {
    ColumnCounts twice = pair.first().plus(pair.first());

    assertThat(measured(pair.first(), twice).statistic()).isCloseTo(0, within(1e-12));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void doesNotDependOnTheOrderOfTheSides(Pair pair) {
    TestResult.Measured one = measured(pair.first(), pair.second());
    TestResult.Measured other = measured(pair.second(), pair.first());

    assertThat(one.statistic()).isPositive();
    if (!isSymmetric()) {
      assertThat(other.statistic()).isPositive().isNotEqualTo(one.statistic());
      return;
    }
    assertThat(other.statistic()).isCloseTo(one.statistic(), within(1e-12 * one.statistic()));
    assertThat(other.pValue().orElseThrow())
        .isCloseTo(one.pValue().orElseThrow(), within(1e-9 * one.pValue().orElseThrow()));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void growsWithTheShareOfTheOtherDistribution(Pair pair) {
    double before = 0;
    for (int share = 0; share <= 10; share++) {
      ColumnCounts mixture = pair.first().bins().empty();
      for (int i = 0; i < 10; i++) {
        mixture = mixture.plus(i < share ? pair.second() : pair.first());
      }
      double statistic = measured(pair.first(), mixture).statistic();

      assertThat(statistic).as("%s tenths", share).isGreaterThanOrEqualTo(before - 1e-12);
      before = statistic;
    }
    assertThat(before).isPositive();
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void moreRowsOfTheSameSharesAreMoreSignificant(Pair pair) {
    double fewer = measured(pair.first(), pair.second()).pValue().orElseThrow();
    double more =
        measured(pair.first().plus(pair.first()), pair.second().plus(pair.second()))
            .pValue()
            .orElseThrow();

    assertThat(more).isLessThan(fewer);
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void rejectsExactlyAboveTheCriticalValue(Pair pair) {
    for (double level : new double[] {1e-9, 1e-3, 0.5}) {
      for (ColumnCounts current : List.of(pair.first(), pair.second())) {
        TestResult.Measured result = measured(pair.first(), current, level);
        result
            .critical()
            .ifPresent(
                limit ->
                    assertThat(result.statistic() > limit)
                        .isEqualTo(result.pValue().orElseThrow() < level));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void pValueAtTheCriticalValueIsTheLevel(Pair pair) {
    ColumnCounts mixture = pair.first();
    for (int i = 0; i < 9; i++) {
      mixture = mixture.plus(pair.first());
    }
    // From the nearly equal to the entirely different; the level is what was found each time.
    for (ColumnCounts current : List.of(mixture.plus(pair.second()), pair.second())) {
      TestResult.Measured found = measured(pair.first(), current);
      double p = found.pValue().orElseThrow();
      if (p > 0 && p < 1) {
        TestResult.Measured at = measured(pair.first(), current, p);
        assertThat(at.critical().orElseThrow())
            .as("%s with p = %s", test.name(), p)
            .isCloseTo(at.statistic(), within(1e-9 * at.statistic()));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void criticalValueGrowsAsTheLevelFalls(Pair pair) {
    double before = 0;
    for (double level : new double[] {0.5, 0.05, 1e-3, 3.9e-5, 1e-12, 1e-100}) {
      double critical = measured(pair.first(), pair.second(), level).critical().orElseThrow();
      assertThat(critical).as("%s at %s", test.name(), level).isGreaterThan(before);
      before = critical;
    }
  }

  @ParameterizedTest
  @MethodSource("poorPairs")
  void littleOrNoDataNeverGivesNaN(Pair pair) {
    ColumnComparison comparison = new ColumnComparison(pair.first(), pair.second());
    TestResult result = test.evaluate(comparison, new CriticalValues(0.01));

    if (result instanceof TestResult.Measured measured) {
      // The record refuses what is not finite; here it must not have thrown.
      assertThat(measured.statistic()).isNotNegative();
    } else {
      assertThat(((TestResult.NotEnoughData) result).reason())
          .isIn(Reason.NO_VALUES, Reason.TOO_FEW_ROWS, Reason.NO_SPREAD);
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void doesNotDependOnTheOrderOfSums(Pair pair) {
    ColumnCounts others = pair.first();
    ColumnCounts tenth = pair.second();
    ColumnCounts sum = pair.second().bins().empty();
    for (int i = 0; i < 10; i++) {
      sum = sum.plus(tenth);
    }
    ColumnCounts difference = sum.plus(others).minus(others);
    ColumnCounts otherOrder = others.plus(sum).minus(others);
    double statistic = measured(pair.first(), sum).statistic();

    assertThat(measured(pair.first(), difference).statistic())
        .isCloseTo(statistic, within(1e-9 * statistic));
    assertThat(measured(pair.first(), otherOrder).statistic())
        .isCloseTo(statistic, within(1e-9 * statistic));
  }

  @Test
  void doesNotDependOnHowRowsWereSplit() {
    if (!test.appliesTo(new ColumnComparison(BINS.empty(), BINS.empty()))) {
      return;
    }
    ColumnCounts whole = Sample.count(BINS, SECOND);
    ColumnCounts split =
        Sample.count(BINS, Arrays.copyOfRange(SECOND, 0, 333))
            .plus(Sample.count(BINS, Arrays.copyOfRange(SECOND, 333, ROWS)));
    ColumnCounts reference = Sample.count(BINS, FIRST);

    assertThat(measured(reference, split).statistic())
        .isCloseTo(measured(reference, whole).statistic(), within(1e-9));
  }

  @Test
  void hasItsOwnName() {
    assertThat(DriftStatistic.ALL).filteredOn(t -> t.name() == test.name()).hasSize(1);
  }

  private Stream<Pair> ofItsType(Pair... pairs) {
    return Stream.of(pairs)
        .filter(pair -> test.appliesTo(new ColumnComparison(pair.first(), pair.second())));
  }

  private TestResult.Measured measured(ColumnCounts first, ColumnCounts second) {
    return measured(first, second, 0.01);
  }

  private TestResult.Measured measured(ColumnCounts first, ColumnCounts second, double level) {
    ColumnComparison comparison = new ColumnComparison(first, second);
    return (TestResult.Measured) test.evaluate(comparison, new CriticalValues(level));
  }

  private static double[] filled(double value) {
    double[] values = new double[ROWS];
    Arrays.fill(values, value);
    return values;
  }

  private static double[] normals(long seed, double mean, double deviation) {
    Random random = new Random(seed);
    double[] values = new double[ROWS];
    Arrays.setAll(values, i -> mean + deviation * random.nextGaussian());
    return values;
  }

  /** Two sides over the same bins. */
  record Pair(ColumnCounts first, ColumnCounts second) {}
}
