package com.nextgen.ml.monitoring.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nextgen.ml.monitoring.baseline.capture.Schemas;
import com.nextgen.ml.monitoring.counts.NumericBins;
import com.nextgen.ml.monitoring.counts.NumericCounts;
import com.nextgen.ml.monitoring.schema.Precision;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.assertj.core.api.SoftAssertions;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Published bins against figures computed by numpy. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReferenceDecilesTest {
  private static final Offset<Double> EXACT = Offset.offset(1e-12);

  private final List<Map<String, String>> rows;
  private final JsonNode reference;

  ReferenceDecilesTest() throws IOException {
    rows = SharedData.rows("bike-sharing/hour.csv");
    reference = SharedData.reference();
  }

  @ParameterizedTest
  @ValueSource(strings = {"temp", "atemp", "hum", "windspeed", "cnt", "hr"})
  void publishesTheDecilesOfJanuary2011(String column) {
    JsonNode expected = reference.at("/bike-sharing/jan_vs_feb_2011").get(column);
    check(expected, column, day -> day.startsWith("2011-01"), day -> day.startsWith("2011-02"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"temp", "atemp", "hum", "windspeed", "cnt", "hr"})
  void publishesTheDecilesOfTheFirstFourWeeks(String column) {
    JsonNode expected =
        reference.at("/bike-sharing/evidently_split_0101-0128_vs_0129-0228").get(column);
    check(
        expected,
        column,
        day -> day.compareTo("2011-01-28") <= 0,
        day -> day.compareTo("2011-01-28") > 0 && day.compareTo("2011-02-28") <= 0);
  }

  private void check(
      JsonNode expected,
      String column,
      Predicate<String> isReference,
      Predicate<String> isCurrent) {
    double[] reference = column(column, isReference);
    NumericCounts counts = counts(reference, Precision.FLOAT64);
    NumericBins bins = counts.bins();
    List<Long> under = new ArrayList<>();
    for (int i = 0; i < bins.publishedSize() - 1; i++) {
      under.add(upTo(reference, bins.publishedEdge(i)));
    }
    List<Long> underDeciles = new ArrayList<>();
    expected
        .get("decile_edges")
        .forEach(edge -> underDeciles.add(upTo(reference, edge.asDouble())));
    long[] published = counts.published();
    long[] current = new long[bins.publishedSize()];
    for (double value : column(column, isCurrent)) {
      int fine = Math.min(Math.max(0, bins.indexOf(value)), bins.size() - 1);
      int at = 0;
      while (at < bins.publishedSize() - 1 && fine > bins.publishedEdgeIndex(at)) {
        at++;
      }
      current[at]++;
    }
    SoftAssertions.assertSoftly(
        softly -> {
          softly.assertThat(under).isEqualTo(underDeciles);
          softly
              .assertThat(shares(published, bins.publishedSize()))
              .usingComparatorForType(near(), Double.class)
              .isEqualTo(doubles(expected.get("p_ref")));
          softly
              .assertThat(shares(current, bins.publishedSize()))
              .usingComparatorForType(near(), Double.class)
              .isEqualTo(doubles(expected.get("p_cur")));
          softly.assertThat(counts.mean()).isCloseTo(expected.get("mean_ref").asDouble(), EXACT);
          softly
              .assertThat(counts.standardDeviation())
              .isCloseTo(expected.get("std0_ref").asDouble(), EXACT);
        });
  }

  @Test
  void floatsDoNotDriftFromThemselves() {
    double[] january = column("temp", day -> day.startsWith("2011-01"));
    NumericCounts doubles = counts(january, Precision.FLOAT64);
    NumericCounts floats = counts(january, Precision.FLOAT32);
    assertThat(floats.published()).isEqualTo(doubles.published());
    assertThat(floats.bins().edge(3)).isEqualTo((float) floats.bins().edge(3));
  }

  private static NumericCounts counts(double[] values, Precision precision) {
    return (NumericCounts) Schemas.ofNumbers(precision, values).counts().input("x").orElseThrow();
  }

  private double[] column(String name, Predicate<String> day) {
    return rows.stream()
        .filter(row -> day.test(row.get("dteday")))
        .mapToDouble(row -> Double.parseDouble(row.get(name)))
        .toArray();
  }

  private static long upTo(double[] values, double edge) {
    return DoubleStream.of(values).filter(value -> value <= edge).count();
  }

  private static Comparator<Double> near() {
    return (a, b) -> Math.abs(a - b) <= 1e-12 ? 0 : Double.compare(a, b);
  }

  private static List<Double> shares(long[] counts, int size) {
    double n = LongStream.of(counts).limit(size).sum();
    return LongStream.of(counts).limit(size).mapToObj(count -> count / n).toList();
  }

  private static List<Double> doubles(JsonNode array) {
    List<Double> all = new ArrayList<>();
    array.forEach(value -> all.add(value.asDouble()));
    return all;
  }
}
