package com.nextgen.ml.monitoring.drift.statistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nextgen.ml.monitoring.counts.NumericBins;
import com.nextgen.ml.monitoring.drift.Sample;
import com.nextgen.ml.monitoring.drift.comparison.ColumnComparison;
import com.nextgen.ml.monitoring.drift.comparison.CumulativePair;
import com.nextgen.ml.monitoring.drift.comparison.ExactPValues;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The rank tests against scipy's permutations of the same rows, and values outside the baseline's
 * range against all orders counted out ({@code rank_figures.py}).
 */
class RankFiguresTest {
  private static final JsonNode FIGURES = figures();

  private static JsonNode figures() {
    try (InputStream in = RankFiguresTest.class.getResourceAsStream("drift-rank.json")) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static Stream<JsonNode> ranks() {
    return FIGURES.path("ranks").valueStream();
  }

  @ParameterizedTest
  @MethodSource("ranks")
  void rankPValuesEqualPermutations(JsonNode known) {
    CumulativePair bins = bins(values(known.path("reference")), values(known.path("current")));
    PermutationSignificance rows = new PermutationSignificance(bins, bins.rankWorth());
    double location = RankSignificance.location(rows).orElseThrow();

    check(location, known.path("location"));
    check(RankSignificance.spread(rows).orElseThrow(), known.path("spread"));
    // With four decimals of skewness by 200,000 permutations none is near the limit.
    OptionalDouble mean = MeanSignificance.pValue(bins);
    assertThat(mean.isPresent())
        .isEqualTo(Math.abs(known.path("mean").path("skewness").asDouble()) < 0.4);
    mean.ifPresent(p -> check(p, known.path("mean")));
    if (known.path("name").asText().startsWith("equal sizes")) {
      // No skewness then: the same as scipy's normal limit with its correction for ties.
      assertThat(location).isEqualTo(known.path("mannWhitney").asDouble(), within(1e-12));
    }
  }

  /**
   * Four errors of the permutations, and 5 % for three moments instead of the whole distribution.
   */
  private static void check(double found, JsonNode known) {
    double p = known.path("pValue").asDouble();
    assertThat(found).isEqualTo(p, within(4 * known.path("error").asDouble() + 0.05 * p));
  }

  static Stream<JsonNode> outside() {
    return FIGURES.path("outside").valueStream();
  }

  @ParameterizedTest
  @MethodSource("outside")
  void pValuesOfValuesOutsideEqualAllOrders(JsonNode known) {
    double[] reference =
        IntStream.rangeClosed(1, known.path("n").asInt()).asDoubleStream().toArray();
    int m = known.path("m").asInt();
    for (int k = 1; k <= m; k++) {
      double[] current = new double[m];
      for (int i = 0; i < m; i++) {
        current[i] = i >= k ? 1.5 : i % 2 == 0 ? 99 : -99;
      }
      assertThat(ExactPValues.outside(bins(reference, current)).orElseThrow())
          .as("%d of %d", k, m)
          .isEqualTo(known.path("atLeast").path(k).asDouble(), within(1e-12));
    }
  }

  static Stream<JsonNode> exceedances() {
    return FIGURES.path("exceedances").valueStream();
  }

  @ParameterizedTest
  @MethodSource("exceedances")
  void valuesInTheTailsAreAsRareAsTheNegativeHypergeometricSays(JsonNode known) {
    int n = known.path("n").asInt();
    int m = known.path("m").asInt();
    double[] reference = IntStream.rangeClosed(1, n).asDoubleStream().toArray();
    JsonNode atLeast = known.path("atLeast");
    for (int x = 0; x < atLeast.size(); x++) {
      double[] current = new double[m];
      for (int i = 0; i < m; i++) {
        current[i] = i < x ? 1.001 : n / 2.0;
      }
      double expected = atLeast.path(x).asDouble();
      assertThat(ExactPValues.exceedances(bins(reference, current)).mapToDouble(p -> p.orElse(-1)))
          .as("%d of %d", x, m)
          .anyMatch(p -> Math.abs(p - expected) <= 1e-9 * expected);
    }
  }

  @Test
  void aSingleValueHasNoRanks() {
    CumulativePair bins = bins(new double[] {3, 3, 3, 3}, new double[] {3, 3});
    PermutationSignificance rows = new PermutationSignificance(bins, bins.rankWorth());
    assertThat(RankSignificance.location(rows)).isEmpty();
    assertThat(RankSignificance.spread(rows)).isEmpty();
    assertThat(MeanSignificance.pValue(bins)).isEmpty();
  }

  private static CumulativePair bins(double[] reference, double[] current) {
    NumericBins bins = Sample.bins(reference);
    Optional<CumulativePair> fine =
        new ColumnComparison(Sample.count(bins, reference), Sample.count(bins, current)).fineBins();
    return fine.orElseThrow();
  }

  /** So many rows of 0, 1, 2 and so on. */
  private static double[] values(JsonNode rows) {
    return IntStream.range(0, rows.size())
        .boxed()
        .flatMapToDouble(
            value -> {
              double[] same = new double[rows.path(value).asInt()];
              Arrays.fill(same, value);
              return Arrays.stream(same);
            })
        .toArray();
  }
}
