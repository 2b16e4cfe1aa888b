package com.nextgen.ml.monitoring.attribution.coalition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class CoalitionExplainersTest {
  private static final Offset<Double> EXACT = Offset.offset(1e-9);

  /** x0 < .5 ? (x1 < 0 ? 1 : 3) : (x2 < 1 ? 2 : −1), plus x1 < 1 ? .5 : (x0 < .5 ? 0 : 4). */
  private static final BatchModel TREES =
      rows ->
          Arrays.stream(rows)
              .mapToDouble(
                  x ->
                      (x[0] < 0.5 ? (x[1] < 0 ? 1 : 3) : (x[2] < 1 ? 2 : -1))
                          + (x[1] < 1 ? 0.5 : (x[0] < 0.5 ? 0 : 4)))
              .toArray();

  private static final double[][] BACKGROUND = {{0, -1, 0}, {1, 2, 0}, {0, 2, 3}, {1, -1, 3}};

  /** Products of three neighbours and a square. Of two a sample of pairs would be exact. */
  private static final BatchModel PRODUCTS =
      rows -> Arrays.stream(rows).mapToDouble(CoalitionExplainersTest::product).toArray();

  private static double product(double[] x) {
    double sum = x[1] * x[1];
    for (int i = 0; i + 2 < x.length; i++) {
      sum += (i + 1) * x[i] * x[i + 1] * x[i + 2] + x[i] * x[0];
    }
    return sum;
  }

  private static double[][] rows(int n, int features, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] rows = new double[n][features];
    for (double[] row : rows) {
      Arrays.setAll(row, i -> random.nextDouble(-1, 1));
    }
    return rows;
  }

  @Test
  void allSubsetsGiveThePublishedSmallCase() {
    CoalitionValues values = new SubsetExplainer(TREES, BACKGROUND).explain(new double[] {1, 2, 3});
    double[] expected = {0.125, 1.5, -1.125};
    for (int i = 0; i < 3; i++) {
      assertThat(values.values().get(i)).isCloseTo(expected[i], EXACT);
    }
    assertThat(values.base()).isEqualTo(2.5);
    assertThat(values.output()).isEqualTo(3);
    assertThat(values.evaluations()).isEqualTo(32);
  }

  @Test
  void aSampleOfAllSubsetsIsExactAndSaysSo() {
    for (int features : new int[] {2, 3, 4, 7, 8}) {
      double[][] background = rows(5, features, 1);
      double[] row = rows(1, features, 2)[0];
      CoalitionValues exact = new SubsetExplainer(PRODUCTS, background).explain(row);
      CoalitionValues sampled =
          new LeverageExplainer(PRODUCTS, background, 1 << features, 7).explain(row);
      for (int i = 0; i < features; i++) {
        assertThat(sampled.values().get(i)).isCloseTo(exact.values().get(i), EXACT);
        assertThat(sampled.standardErrors().get(i)).isLessThan(1e-12);
      }
      assertThat(sampled.evaluations()).isEqualTo(exact.evaluations());
    }
  }

  @Test
  void sampledValuesAddUpAndRepeatWithTheSeed() {
    double[][] background = rows(10, 40, 1);
    double[] row = rows(1, 40, 2)[0];
    CoalitionValues first = new LeverageExplainer(PRODUCTS, background, 300, 7).explain(row);
    CoalitionValues other = new LeverageExplainer(PRODUCTS, background, 300, 8).explain(row);
    double sum = first.values().stream().mapToDouble(x -> x).sum();
    assertThat(first.base() + sum).isCloseTo(first.output(), EXACT);
    assertThat(first).isEqualTo(new LeverageExplainer(PRODUCTS, background, 300, 7).explain(row));
    assertThat(first.values()).isNotEqualTo(other.values());
    assertThat(first.evaluations()).isEqualTo(302 * 10);
  }

  @Test
  void pairsLeaveNothingOpenWhereFeaturesInteractByTwos() {
    BatchModel twos =
        rows -> Arrays.stream(rows).mapToDouble(x -> x[0] * x[1] + Math.sin(x[1] * x[2])).toArray();
    double[][] background = rows(10, 11, 1);
    double[] row = rows(1, 11, 2)[0];
    CoalitionValues exact = new SubsetExplainer(twos, background).explain(row);
    CoalitionValues sampled = new LeverageExplainer(twos, background, 30, 7).explain(row);
    for (int i = 0; i < 11; i++) {
      assertThat(sampled.values().get(i)).isCloseTo(exact.values().get(i), EXACT);
    }
  }

  @Test
  void aSumOfTermsNeedsNoMoreThanTheFewestSubsets() {
    BatchModel linear =
        rows -> Arrays.stream(rows).mapToDouble(x -> 2 * x[0] - 3 * x[5] + 7).toArray();
    double[][] background = rows(10, 20, 1);
    double[] row = rows(1, 20, 2)[0];
    CoalitionValues values = new LeverageExplainer(linear, background, 40, 7).explain(row);
    double mean = Arrays.stream(background).mapToDouble(x -> x[5]).average().orElseThrow();
    assertThat(values.values().get(5)).isCloseTo(-3 * (row[5] - mean), EXACT);
    assertThat(values.values().get(1)).isCloseTo(0, EXACT);
    assertThat(values.standardErrors()).allMatch(error -> error < 1e-9);
  }

  @Test
  void standardErrorsAreTheSpreadOverSamples() {
    int features = 12;
    double[][] background = rows(4, features, 1);
    double[] row = rows(1, features, 2)[0];
    CoalitionValues exact = new SubsetExplainer(PRODUCTS, background).explain(row);
    int samples = 300;
    double[] squares = new double[features];
    double[] bias = new double[features];
    double[] claimed = new double[features];
    for (int seed = 0; seed < samples; seed++) {
      CoalitionValues values = new LeverageExplainer(PRODUCTS, background, 160, seed).explain(row);
      for (int i = 0; i < features; i++) {
        double error = values.values().get(i) - exact.values().get(i);
        bias[i] += error / samples;
        squares[i] += error * error / samples;
        claimed[i] += Math.pow(values.standardErrors().get(i), 2) / samples;
      }
    }
    for (int i = 0; i < features; i++) {
      double spread = Math.sqrt(squares[i]);
      assertThat(Math.sqrt(claimed[i]) / spread).as("feature %s", i).isBetween(0.75, 1.35);
      assertThat(Math.abs(bias[i])).isLessThan(4 * spread / Math.sqrt(samples));
    }
  }

  @Test
  void subsetsAreDrawnOnceAndAlike() {
    int[] seen = new int[9];
    for (int seed = 0; seed < 2_000; seed++) {
      for (int wanted : new int[] {5, 80}) {
        List<BitSet> drawn =
            Subsets.draw(9, 4, 2, wanted > 56 ? 50 : wanted, new SplittableRandom(seed));
        assertThat(new HashSet<>(drawn)).hasSameSizeAs(drawn);
        for (BitSet set : drawn) {
          assertThat(set.cardinality()).isEqualTo(4);
          assertThat(set.get(2)).isTrue();
          set.stream().forEach(i -> seen[i]++);
        }
      }
    }
    // 55 draws a seed, in each of which the other eight have three places.
    for (int i = 0; i < 9; i++) {
      if (i != 2) {
        assertThat(seen[i]).isBetween((int) (41_250 * 0.97), (int) (41_250 * 1.03));
      }
    }
  }

  @Test
  void everySizeIsDrawnAsOftenAsItCan() {
    assertThat(SubsetPlan.of(10, 45).pairs()).containsExactly(0, 9, 9, 9, 9, 9);
    assertThat(SubsetPlan.of(10, 100).pairs()).containsExactly(0, 10, 23, 23, 22, 22);
    assertThat(SubsetPlan.of(4, 1_000).pairs()).containsExactly(0, 4, 3);
    assertThat(SubsetPlan.of(2_000, 4_000).total()).isEqualTo(4_000);
  }

  @Test
  void manyFeaturesStayWithinTheDoubles() {
    int features = 300;
    double[][] background = rows(1, features, 1);
    double[] row = rows(1, features, 2)[0];
    CoalitionValues values = new LeverageExplainer(PRODUCTS, background, 1_200, 7).explain(row);
    assertThat(values.values()).allMatch(Double::isFinite);
    assertThat(values.standardErrors()).allMatch(Double::isFinite);
  }

  @Test
  void refusesWhatCannotBeAsked() {
    List<double[]> wide = new ArrayList<>(List.of(new double[13]));
    double[][] background = wide.toArray(double[][]::new);
    assertThatThrownBy(() -> new SubsetExplainer(TREES, background))
        .hasMessageContaining("at most 12 features");
    assertThatThrownBy(() -> new LeverageExplainer(TREES, background, 25, 1))
        .hasMessageContaining("13 features need at least twice as many subsets, not 25");
    assertThatThrownBy(() -> new LeverageExplainer(TREES, new double[0][], 25, 1))
        .hasMessageContaining("background row");
    assertThatThrownBy(() -> new SubsetExplainer(TREES, BACKGROUND).explain(new double[2]))
        .hasMessageContaining("3 features, not 2");
    BatchModel silent = rows -> new double[0];
    assertThatThrownBy(() -> new SubsetExplainer(silent, BACKGROUND).explain(new double[3]))
        .hasMessageContaining("gave 0 of 32 rows");
  }
}
