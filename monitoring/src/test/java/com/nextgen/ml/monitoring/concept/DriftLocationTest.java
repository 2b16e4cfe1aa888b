package com.nextgen.ml.monitoring.concept;

import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.monitoring.baseline.PerformanceFigures.ErrorBins;
import com.nextgen.ml.monitoring.baseline.PerformanceFigures.LabelBins;
import com.nextgen.ml.monitoring.concept.LabelsByRange.FeatureRanges;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DriftLocationTest {
  private static final int STRATA = 50;
  private static final List<String> TENTHS =
      List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
  private static final List<FeatureRanges> FEATURES =
      List.of(
          new FeatureRanges("price", TENTHS),
          new FeatureRanges("age", TENTHS),
          new FeatureRanges("noise", TENTHS));

  /** Rows of three features; the score follows price and age, the truth the score. */
  private record World(Random random) {
    double score(int[] ranges) {
      return 0.05 + 0.9 * (ranges[0] + ranges[1] + random.nextDouble()) / 19;
    }

    int[] row() {
      return new int[] {random.nextInt(10), random.nextInt(10), random.nextInt(10)};
    }

    ReferenceLabels baseline(int rows) {
      List<Long> negatives = new ArrayList<>(Collections.nCopies(STRATA, 0L));
      List<Long> positives = new ArrayList<>(Collections.nCopies(STRATA, 0L));
      for (int i = 0; i < rows; i++) {
        double score = score(row());
        List<Long> side = random.nextDouble() < score ? positives : negatives;
        int bin = (int) (score * STRATA);
        side.set(bin, side.get(bin) + 1);
      }
      List<Double> nothing = Collections.nCopies(STRATA, 0.0);
      return ReferenceLabels.of(new LabelBins(negatives, positives, nothing, nothing));
    }

    LabelsByRange labels(int rows, IntPredicate changedPrice) {
      LabelsByRange labels = new LabelsByRange(FEATURES, STRATA);
      for (int i = 0; i < rows; i++) {
        int[] row = row();
        double score = score(row);
        double truth = changedPrice.test(row[0]) ? 1 - score : score;
        labels.add(row, (int) (score * STRATA), random.nextDouble() < truth ? 1 : 0);
      }
      return labels;
    }
  }

  @Test
  void namesTheFeatureAndTheRangeThatChanged() {
    for (int changed : new int[] {0, 2, 8}) {
      World world = new World(new Random(changed));
      ReferenceLabels baseline = world.baseline(5000);
      DriftLocation where =
          DriftLocation.find(world.labels(3000, price -> price == changed), baseline, 0.01)
              .orElseThrow();
      assertThat(where.feature()).isEqualTo("price");
      assertThat(where.range()).isEqualTo(TENTHS.get(changed));
      assertThat(where.pValue()).isLessThan(1e-4);
      assertThat(where.labels()).isBetween(200L, 400L);
    }
  }

  @Test
  void saysWhatWasExpectedAndWhatCame() {
    World world = new World(new Random(1));
    ReferenceLabels baseline = world.baseline(20_000);
    DriftLocation where =
        DriftLocation.find(world.labels(20_000, price -> price == 0), baseline, 0.01).orElseThrow();
    assertThat(where.expected()).isBetween(0.2, 0.35);
    assertThat(where.observed()).isBetween(0.65, 0.8);
  }

  /** 400 worlds without a change at a level of .05: at most what the level and chance allow. */
  @Test
  void falseLocationsStayBelowTheLevel() {
    int named = 0;
    for (int seed = 0; seed < 400; seed++) {
      World world = new World(new Random(1000 + seed));
      ReferenceLabels baseline = world.baseline(4000);
      Optional<DriftLocation> where =
          DriftLocation.find(world.labels(2000, price -> false), baseline, 0.05);
      named += where.isPresent() ? 1 : 0;
    }
    assertThat(named).isLessThanOrEqualTo(33); // .05 × 400 + 3 standard deviations
  }

  /** Prices whose errors are log-normal, so with a long tail on one side. */
  private record Prices(Random random) {
    double error() {
      return Math.exp(random.nextGaussian()) - Math.exp(0.5);
    }

    ReferenceLabels baseline(int rows) {
      long[] counts = new long[STRATA];
      double[][] sums = new double[3][STRATA];
      for (int i = 0; i < rows; i++) {
        int bin = random.nextInt(STRATA);
        double error = error();
        counts[bin]++;
        sums[0][bin] += error;
        sums[1][bin] += Math.abs(error);
        sums[2][bin] += error * error;
      }
      return ReferenceLabels.of(
          new ErrorBins(
              LongStream.of(counts).boxed().toList(),
              DoubleStream.of(sums[0]).boxed().toList(),
              DoubleStream.of(sums[1]).boxed().toList(),
              DoubleStream.of(sums[2]).boxed().toList(),
              new TreeMap<>()));
    }

    LabelsByRange labels(int rows, double more) {
      LabelsByRange labels = new LabelsByRange(FEATURES, STRATA);
      for (int i = 0; i < rows; i++) {
        int[] row = {random.nextInt(10), random.nextInt(10), random.nextInt(10)};
        labels.add(row, random.nextInt(STRATA), error() - (row[1] == 4 ? more : 0));
      }
      return labels;
    }
  }

  @Test
  void namesTheRangeWhereARegressionIsWorse() {
    Prices prices = new Prices(new Random(7));
    ReferenceLabels baseline = prices.baseline(5000);
    DriftLocation where = DriftLocation.find(prices.labels(3000, 2), baseline, 0.01).orElseThrow();
    assertThat(where.feature()).isEqualTo("age");
    assertThat(where.range()).isEqualTo("4");
    assertThat(where.expected()).isBetween(-0.3, 0.3);
    assertThat(where.observed()).isBetween(-2.5, -1.5);
  }

  @Test
  void falseLocationsOfARegressionStayBelowTheLevel() {
    int named = 0;
    for (int seed = 0; seed < 400; seed++) {
      Prices prices = new Prices(new Random(2000 + seed));
      named +=
          DriftLocation.find(prices.labels(2000, 0), prices.baseline(4000), 0.05).isPresent()
              ? 1
              : 0;
    }
    assertThat(named).isLessThanOrEqualTo(33); // .05 × 400 + 3 standard deviations
  }

  @Test
  void namesNothingForTooFewLabels() {
    Prices prices = new Prices(new Random(3));
    assertThat(DriftLocation.find(prices.labels(29, 100), prices.baseline(4000), 0.05)).isEmpty();
    World world = new World(new Random(2));
    assertThat(DriftLocation.find(world.labels(20, price -> true), world.baseline(1000), 0.05))
        .isEmpty();
  }
}
