package com.nextgen.ml.monitoring.drift.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.monitoring.counts.CategoricalBins;
import com.nextgen.ml.monitoring.counts.ColumnCounts;
import com.nextgen.ml.monitoring.counts.NumericBins;
import com.nextgen.ml.monitoring.drift.Sample;
import com.nextgen.ml.monitoring.drift.statistic.DriftStatistic;
import com.nextgen.ml.monitoring.drift.statistic.TestName;
import com.nextgen.ml.monitoring.drift.statistic.TestResult;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Without drift every test passes its critical value as often as the level says, within what chance
 * does to so many trials, or more seldom where its page says that it is cautious.
 */
class CriticalValuesNullTest {
  private static final int TRIALS = 2000;
  private static final int REFERENCE = 2000;
  private static final int CURRENT = 800;

  /** Bounds of a sum, of a distance over dependent bins, and of an approximation from above. */
  private static final Set<TestName> CAUTIOUS =
      EnumSet.of(TestName.TOTAL_VARIATION, TestName.L_INFINITY, TestName.WASSERSTEIN, TestName.KS);

  /** Ties make these cautious, too. */
  private static final Set<TestName> CAUTIOUS_WITH_TIES = EnumSet.of(TestName.CRAMER_VON_MISES);

  static Stream<Null> nulls() {
    return Stream.of(
        numbers("normal", false, Random::nextGaussian),
        numbers("exponential", false, r -> -Math.log(1 - r.nextDouble())),
        numbers("zero in 4 of 5", true, r -> r.nextInt(5) > 0 ? 0 : r.nextDouble()),
        numbers("ten values", true, r -> r.nextInt(10)),
        categories("twenty equal", IntStream.range(0, 20).mapToDouble(i -> 0.05).toArray()),
        categories("five unequal", 0.5, 0.25, 0.15, 0.07, 0.03),
        categories("two", 0.7, 0.3));
  }

  @ParameterizedTest
  @MethodSource("nulls")
  void falseAlarmRateEqualsTheLevel(Null given) {
    Random random = new Random(9);
    double[] levels = {0.05, 0.01};
    List<CriticalValues> critical = Arrays.stream(levels).mapToObj(CriticalValues::new).toList();
    Map<TestName, int[]> alarms = new EnumMap<>(TestName.class);
    for (int trial = 0; trial < TRIALS; trial++) {
      ColumnComparison comparison = given.draw().apply(random, trial);
      for (DriftStatistic test : DriftStatistic.ALL) {
        for (int i = 0; i < levels.length && test.appliesTo(comparison); i++) {
          int[] counts = alarms.computeIfAbsent(test.name(), name -> new int[levels.length]);
          if (test.evaluate(comparison, critical.get(i)) instanceof TestResult.Measured found
              && found.critical().isPresent()
              && found.statistic() > found.critical().getAsDouble()) {
            counts[i]++;
          }
        }
      }
    }
    alarms.forEach(
        (test, counts) -> {
          for (int i = 0; i < levels.length; i++) {
            double expected = TRIALS * levels[i];
            double chance = 4 * Math.sqrt(expected * (1 - levels[i]));
            assertThat((double) counts[i])
                .as("%s of %s rows, alarms at %s", test, given.name(), levels[i])
                .isLessThanOrEqualTo(expected + chance)
                .isGreaterThanOrEqualTo(
                    CAUTIOUS.contains(test) || (given.ties() && CAUTIOUS_WITH_TIES.contains(test))
                        ? 0
                        : expected - chance);
          }
        });
    assertThat(alarms).isNotEmpty();
  }

  private static Null numbers(String name, boolean ties, ToDoubleFunction<Random> value) {
    return new Null(
        name,
        ties,
        (random, trial) -> {
          double[] training =
              random.doubles(REFERENCE).map(x -> value.applyAsDouble(random)).toArray();
          double[] rows = random.doubles(CURRENT).map(x -> value.applyAsDouble(random)).toArray();
          NumericBins bins = Sample.bins(training);
          return new ColumnComparison(Sample.count(bins, training), Sample.count(bins, rows));
        });
  }

  private static Null categories(String name, double... shares) {
    CategoricalBins bins =
        CategoricalBins.of(IntStream.range(0, shares.length).mapToObj(i -> "c" + i).toList());
    return new Null(
        name,
        true,
        (random, trial) ->
            new ColumnComparison(
                draw(bins, shares, REFERENCE, random), draw(bins, shares, CURRENT, random)));
  }

  private static ColumnCounts draw(CategoricalBins bins, double[] shares, int rows, Random random) {
    long[] cells = new long[shares.length];
    for (int row = 0; row < rows; row++) {
      double at = random.nextDouble();
      int cell = 0;
      while (cell < shares.length - 1 && at >= shares[cell]) {
        at -= shares[cell++];
      }
      cells[cell]++;
    }
    return Sample.cells(bins, cells);
  }

  /**
   * Rows without drift.
   *
   * @param ties whether values repeat
   * @param draw a new reference and new rows each time
   */
  record Null(String name, boolean ties, BiFunction<Random, Integer, ColumnComparison> draw) {
    @Override
    public String toString() {
      return name;
    }
  }
}
