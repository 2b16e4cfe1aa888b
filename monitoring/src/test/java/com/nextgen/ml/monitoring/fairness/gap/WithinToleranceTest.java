package com.nextgen.ml.monitoring.fairness.gap;

import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.monitoring.stats.Binomial;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sizes of both verdicts, by adding up every outcome and not by drawing some. */
class WithinToleranceTest {
  private static final double TAIL = 0.05;
  private static final Tolerance TENTH = new Tolerance.Difference(0.1);
  private static final Tolerance RATIO = new Tolerance.Ratio(0.8);

  @ParameterizedTest
  @CsvSource({"40,40", "15,90", "90,15", "70,70"})
  void insideIsWrongAtTheEdgeNoMoreOftenThanStated(int n, int m) {
    for (Tolerance tolerance : new Tolerance[] {TENTH, RATIO}) {
      boolean[][] inside = outcomes(n, m, pair -> pair.isInside(tolerance, TAIL, 1));
      for (double p : rates(tolerance)) {
        double q = tolerance == TENTH ? p + 0.1 : p / 0.8;
        assertThat(probability(inside, n, q, m, p)).as("at " + p).isLessThanOrEqualTo(TAIL);
        assertThat(probability(inside, n, p, m, q)).as("under " + p).isLessThanOrEqualTo(TAIL);
        double further = q + (1 - q) / 2;
        assertThat(probability(inside, n, further, m, p)).isLessThanOrEqualTo(TAIL);
        assertThat(probability(inside, n, p, m, further)).isLessThanOrEqualTo(TAIL);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"40,40", "15,90", "90,15"})
  void outsideIsWrongAtTheEdgeNoMoreOftenThanStated(int n, int m) {
    double level = 0.05;
    double tail = level / 4;
    for (Tolerance tolerance : new Tolerance[] {TENTH, RATIO}) {
      boolean[][] outside = outcomes(n, m, pair -> pair.isOutside(tolerance, tail, 1));
      for (double p : rates(tolerance)) {
        double q = tolerance == TENTH ? p + 0.1 : p / 0.8;
        assertThat(probability(outside, n, q, m, p)).isLessThanOrEqualTo(level);
        assertThat(probability(outside, n, p, m, q)).isLessThanOrEqualTo(level);
      }
    }
  }

  /** Projected limits of a level of .025 each would find a tenth as many. */
  @Test
  void insideIsNotMuchRarerThanStatedWhereRowsAreMany() {
    int n = 200;
    boolean[][] inside = outcomes(n, n, pair -> pair.isInside(TENTH, TAIL, 1));
    assertThat(probability(inside, n, 0.6, n, 0.5)).isBetween(0.025, TAIL);
  }

  @Test
  void noSuccessAnywhereIsInside() {
    assertThat(new Pair(new Proportion(0, 100), new Proportion(0, 100)).isInside(TENTH, TAIL, 1))
        .isTrue();
    assertThat(new Pair(new Proportion(0, 20), new Proportion(0, 20)).isInside(TENTH, TAIL, 1))
        .isFalse();
  }

  @Test
  void aSmallGroupBesideALargeOneIsInsideWhenItsOwnRowsSaySo() {
    Pair pair = new Pair(new Proportion(300, 600), new Proportion(50_000, 100_000));
    assertThat(pair.isInside(TENTH, TAIL, 1)).isTrue();
    assertThat(swapped(pair).isInside(TENTH, TAIL, 1)).isTrue();
    assertThat(pair.isInside(TENTH, TAIL, 20)).isFalse();
  }

  @Test
  void figuresFarApartAreNeverInside() {
    Pair pair = new Pair(new Proportion(9_000, 10_000), new Proportion(5_000, 10_000));
    assertThat(pair.isInside(TENTH, TAIL, 1)).isFalse();
    assertThat(swapped(pair).isInside(TENTH, TAIL, 1)).isFalse();
    assertThat(pair.isInside(RATIO, TAIL, 1)).isFalse();
  }

  private static Pair swapped(Pair pair) {
    return new Pair(/* group= */ pair.other(), /* other= */ pair.group());
  }

  private interface Finding {
    boolean of(Pair pair);
  }

  private static boolean[][] outcomes(int n, int m, Finding finding) {
    boolean[][] found = new boolean[n + 1][m + 1];
    IntStream.rangeClosed(0, n)
        .forEach(
            k -> {
              for (int j = 0; j <= m; j++) {
                found[k][j] = finding.of(new Pair(new Proportion(k, n), new Proportion(j, m)));
              }
            });
    return found;
  }

  private static double[] rates(Tolerance tolerance) {
    double most = tolerance == TENTH ? 0.9 : 0.8;
    return DoubleStream.of(0, .003, .01, .03, .1, .2, .31, .45, .5, .6, .75, .85, .95, .99, 1)
        .map(share -> share * most)
        .toArray();
  }

  private static double probability(boolean[][] found, int n, double q, int m, double p) {
    double[] first = masses(n, q);
    double[] second = masses(m, p);
    double sum = 0;
    for (int k = 0; k <= n; k++) {
      for (int j = 0; j <= m; j++) {
        sum += found[k][j] ? first[k] * second[j] : 0;
      }
    }
    return sum;
  }

  private static double[] masses(int n, double p) {
    Binomial binomial = new Binomial(n, p);
    double[] masses = new double[n + 1];
    for (int k = 0; k <= n; k++) {
      masses[k] = binomial.atMost(k) - (k == 0 ? 0 : binomial.atMost(k - 1));
    }
    return masses;
  }
}
