package com.nextgen.ml.monitoring.drift.statistic;

import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.monitoring.counts.NumericBins;
import com.nextgen.ml.monitoring.drift.Sample;
import com.nextgen.ml.monitoring.drift.comparison.ColumnComparison;
import com.nextgen.ml.monitoring.drift.comparison.CriticalValues;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;

/** Without drift the declared p-value is small as seldom as it says, or more seldom. */
class NullCalibrationTest {
  private static final int TRIALS = 1000;
  private static final int TRAINING = 1500;

  @Property(tries = 6, seed = "20261", shrinking = ShrinkingMode.OFF)
  void smallPValuesAreCalibrated(
      @ForAll("distributions") Tuple2<String, ToDoubleFunction<Random>> distribution,
      @ForAll("rows") int rows,
      @ForAll("seeds") long seed) {
    Random random = new Random(seed);
    List<Double> pValues = new ArrayList<>();
    double[] training = new double[0];
    NumericBins bins = null;
    for (int i = 0; i < TRIALS; i++) {
      if (i % 4 == 0) {
        training = sample(distribution.get2(), TRAINING, random);
        bins = Sample.bins(training);
      }
      ColumnComparison comparison =
          new ColumnComparison(
              Sample.count(bins, training),
              Sample.count(bins, sample(distribution.get2(), rows, random)));
      pValues.add(declared(comparison));
    }
    // Four standard deviations of the count above what the level allows.
    for (double level : new double[] {0.1, 0.01, 0.001}) {
      long found = pValues.stream().filter(p -> p <= level).count();
      double most = TRIALS * level + 4 * Math.sqrt(TRIALS * level);
      assertThat((double) found)
          .as("%s, %s rows, p <= %s", distribution.get1(), rows, level)
          .isLessThanOrEqualTo(most);
    }
    assertThat(pValues).anyMatch(p -> p < 0.2);
  }

  @Provide
  Arbitrary<Tuple2<String, ToDoubleFunction<Random>>> distributions() {
    return Arbitraries.of(
        List.of(
            Tuple.of("normal", Random::nextGaussian),
            Tuple.of("log-normal", r -> Math.exp(2 * r.nextGaussian())),
            Tuple.of("mostly zero", r -> r.nextInt(5) > 0 ? 0 : Math.exp(1.5 * r.nextGaussian())),
            Tuple.of("ten values", r -> r.nextInt(10))));
  }

  @Provide
  Arbitrary<Integer> rows() {
    return Arbitraries.of(500, 1500);
  }

  @Provide
  Arbitrary<Long> seeds() {
    return Arbitraries.longs();
  }

  private static double declared(ColumnComparison comparison) {
    CriticalValues critical = new CriticalValues(0.01);
    List<TestResult.Measured> results = new ArrayList<>();
    for (DriftStatistic test : List.of(new KolmogorovSmirnov(), new GStatistic())) {
      results.add((TestResult.Measured) test.evaluate(comparison, critical));
    }
    return CombinedPValue.of(comparison, results).orElse(1);
  }

  private static double[] sample(ToDoubleFunction<Random> distribution, int rows, Random random) {
    double[] values = new double[rows];
    Arrays.setAll(values, i -> distribution.applyAsDouble(random));
    return values;
  }
}
