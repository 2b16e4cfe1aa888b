package com.nextgen.ml.monitoring.drift;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nextgen.ml.monitoring.counts.CategoricalBins;
import com.nextgen.ml.monitoring.counts.Column;
import com.nextgen.ml.monitoring.counts.ColumnCounts;
import com.nextgen.ml.monitoring.counts.Counts;
import com.nextgen.ml.monitoring.counts.Layout;
import com.nextgen.ml.monitoring.counts.NumericBins;
import com.nextgen.ml.monitoring.report.Reason;
import com.nextgen.ml.monitoring.report.Subject;
import com.nextgen.ml.monitoring.report.WindowSpan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DriftReportJsonTest {
  private static final double[] TRAINING = IntStream.range(0, 2000).asDoubleStream().toArray();
  private static final NumericBins NUMBERS = Sample.bins(TRAINING);
  private static final CategoricalBins NAMES = CategoricalBins.of(List.of("a", "b"));
  private static final Layout LAYOUT =
      new Layout(
          List.of(
              new Column("x", Column.Source.NUMERIC_INPUT, 0, NUMBERS),
              new Column("c", Column.Source.CATEGORICAL_INPUT, 0, NAMES),
              new Column(Column.SCORE, Column.Source.SCORE, 0, NUMBERS),
              new Column(Column.PREDICTED_CLASS, Column.Source.PREDICTED_CLASS, 0, NAMES)));

  @Test
  void matchesTheContract() throws IOException {
    double[] shifted = Arrays.stream(TRAINING).map(x -> x + 500).toArray();
    JsonNode json = written(report(Sample.count(NUMBERS, shifted)));

    assertThat(json.fieldNames())
        .toIterable()
        .containsExactly(
            "model",
            "version",
            "scope",
            "against",
            "level",
            "nominal",
            "assumes",
            "window",
            "baseline",
            "dataset",
            "features",
            "prediction",
            "predictedClass");
    assertThat(json.at("/window").toString())
        .isEqualTo(
            "{\"name\":\"1h\",\"from\":\"2026-11-23T10:00:00Z\","
                + "\"to\":\"2026-11-23T11:00:00Z\",\"rows\":2000}");
    assertThat(json.at("/baseline").toString()).isEqualTo("{\"rows\":2000,\"sha256\":\"ab\"}");
    assertThat(json.at("/dataset").toString())
        .isEqualTo("{\"verdict\":\"drifted\",\"driftedRatio\":0.5}");

    JsonNode x = json.at("/features/0");
    assertThat(x.fieldNames())
        .toIterable()
        .containsExactly(
            "name",
            "type",
            "verdict",
            "reason",
            "pValue",
            "tests",
            "effects",
            "outside",
            "quality",
            "current",
            "reference");
    assertThat(x.get("type").asText()).isEqualTo("numeric");
    assertThat(x.get("verdict").asText()).isEqualTo("drifted");
    assertThat(x.get("reason").isNull()).isTrue();
    assertThat(x.at("/tests/0").fieldNames())
        .toIterable()
        .containsExactly("test", "statistic", "pValue", "critical", "threshold");
    assertThat(x.get("tests").findValuesAsText("test"))
        .containsExactly(
            "psi",
            "ks",
            "jensen-shannon",
            "wasserstein",
            "hellinger",
            "total-variation",
            "l-infinity",
            "kullback-leibler",
            "chi-squared",
            "g-test",
            "cramer-von-mises",
            "welch-t");
    assertThat(x.at("/quality").toString())
        .isEqualTo(
            "{\"missing\":0,\"below\":0,\"above\":500,\"unseen\":0,\"nan\":0,\"infinite\":0,"
                + "\"clamped\":0}");
    assertThat(x.at("/current").fieldNames())
        .toIterable()
        .containsExactly(
            "count", "missing", "mean", "standardDeviation", "min", "max", "quantiles", "bins");
    assertThat(x.at("/current/max").asDouble()).isEqualTo(2499);
    assertThat(x.at("/current/bins")).hasSize(10);
    assertThat(x.at("/current/bins/0").fieldNames()).toIterable().containsExactly("upTo", "count");
    assertThat(x.at("/current/bins/9").fieldNames()).toIterable().containsExactly("count");
    assertThat(x.at("/reference/quantiles/0.5").asDouble()).isBetween(990.0, 1010.0);
    assertThat(json.at("/features/1/current/bins").toString())
        .isEqualTo(
            "[{\"category\":\"a\",\"count\":1000},{\"category\":\"b\",\"count\":1000},"
                + "{\"category\":\"__other__\",\"count\":0}]");
    assertThat(json.at("/prediction/name").asText()).isEqualTo("score");
    assertThat(json.at("/predictedClass/name").asText()).isEqualTo("class");
  }

  @Test
  void omitsAbsentFigures() throws IOException {
    double[] missing = new double[2000];
    Arrays.fill(missing, Double.NaN);
    DriftReport report = report(Sample.count(NUMBERS, missing));
    String text = new String(DriftReportJson.toBytes(report), StandardCharsets.UTF_8);

    assertThat(text).doesNotContain("NaN").doesNotContain("Infinity");
    JsonNode current = written(report).at("/features/0/current");
    assertThat(current.fieldNames()).toIterable().containsExactly("count", "missing", "bins");
  }

  @Test
  void givesAReasonWithoutABaseline() throws IOException {
    Counts current = LAYOUT.empty();
    DriftReport report =
        DriftEvaluation.notEnoughData(
            Reason.NO_BASELINE,
            current,
            DriftCriteria.nominal(500),
            new Subject(null, null, "instance", "baseline"),
            new WindowSpan("all", null, null, 0));
    JsonNode json = written(report);

    assertThat(json.at("/dataset").toString())
        .isEqualTo("{\"verdict\":\"not-enough-data\",\"reason\":\"no-baseline\"}");
    assertThat(json.has("baseline")).isFalse();
    assertThat(json.has("model")).isFalse();
    assertThat(json.at("/window").toString()).isEqualTo("{\"name\":\"all\",\"rows\":0}");
    assertThat(json.at("/features/0/reason").asText()).isEqualTo("no-baseline");
    assertThat(json.at("/features/0").has("reference")).isFalse();
  }

  private static DriftReport report(ColumnCounts x) {
    ColumnCounts numbers = Sample.count(NUMBERS, TRAINING);
    ColumnCounts names = Sample.cells(NAMES, 1000, 1000);
    Counts current = new Counts(LAYOUT, List.of(x, names, numbers, names));
    return DriftEvaluation.evaluate(
        new Reference(
            new Counts(LAYOUT, List.of(numbers, names, numbers, names)), 2000, "ab", false),
        current,
        DriftCriteria.nominal(500),
        new Subject("m", "3", "instance", "baseline"),
        new WindowSpan(
            "1h",
            Instant.parse("2026-11-23T10:00:00Z"),
            Instant.parse("2026-11-23T11:00:00Z"),
            current.rows()));
  }

  private static JsonNode written(DriftReport report) throws IOException {
    return new ObjectMapper().readTree(DriftReportJson.toBytes(report));
  }
}
