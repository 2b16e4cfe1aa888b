package com.nextgen.ml.service.history.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.baseline.capture.BaselineBuilder;
import com.nextgen.ml.monitoring.baseline.capture.BaselineLimits;
import com.nextgen.ml.monitoring.baseline.capture.CountPass;
import com.nextgen.ml.monitoring.baseline.capture.EdgePass;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.Precision;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.service.inference.RowDetails;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.inference.VersionObserver;
import com.nextgen.ml.service.monitor.Monitor;
import com.nextgen.ml.service.monitor.SimulatedClock;
import com.nextgen.ml.service.monitor.check.WindowVerdict;
import com.nextgen.ml.service.monitor.live.ClockTime;
import com.nextgen.ml.service.registry.yaml.SchemaYaml;
import com.nextgen.ml.service.store.table.StoredVerdict;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How much a verdict takes in the store, by the features of the model. */
class VerdictRowsTest {
  private final SimulatedClock clock = new SimulatedClock();
  private final Random random = new Random(3);

  private RowBlock rows(int features, int rows) {
    double[] values = new double[rows * features];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextGaussian();
    }
    return new RowBlock(rows, values, new String[0]);
  }

  /** A window of five minutes of a regression with so many numeric features. */
  private WindowVerdict window(int features, int rows) throws Exception {
    String yaml =
        IntStream.range(0, features)
            .mapToObj(i -> "- {name: x" + i + ", type: numeric}\n")
            .collect(
                Collectors.joining(
                    "",
                    "name: wide\nowner: team\ntask: regression\nfeatures:\n",
                    "monitoring:\n  windows: [5m]\n"));
    ModelSchema schema = SchemaYaml.read(yaml.getBytes(StandardCharsets.UTF_8));
    EdgePass edges = BaselineBuilder.of(schema, Precision.FLOAT64, BaselineLimits.DEFAULT, 1);
    RowBlock training = rows(features, 2_000);
    edges.add(training);
    CountPass counts = edges.freeze();
    counts.add(training);
    Baseline baseline = counts.build("", Instant.EPOCH);
    List<WindowVerdict> told = new ArrayList<>();
    Monitor monitor = new Monitor(clock, 2, told::add);
    VersionObserver observer = monitor.loaded(new VersionId("wide", 1), schema, baseline);
    for (int sent = 0; sent < rows; sent += 500) {
      observer.onRows(
          rows(features, 500),
          new PredictionBlock(500, new int[0], new double[500], null),
          RowDetails.NONE);
    }
    ClockTime end = clock.pass(Duration.ofMinutes(5));
    monitor.tick(end.nanos(), end.wall());
    return told.get(0);
  }

  private static JsonNode report(StoredVerdict row) throws Exception {
    return new ObjectMapper()
        .readTree(new KeptDocument(row.documentLength(), row.document()).json());
  }

  @Test
  void keepsWholeReportsOfTwentyFeatures() throws Exception {
    List<StoredVerdict> rows = VerdictRows.of(window(20, 2_000), Instant.EPOCH);

    assertThat(rows).extracting(StoredVerdict::family).containsExactly("drift", "quality");
    JsonNode report = report(rows.get(0));
    assertThat(report.has("distributions")).isFalse();
    assertThat(report.path("features")).hasSize(20).allMatch(f -> f.has("current"));
    assertThat(rows.get(0).document()).hasSizeLessThan(20_000);
    assertThat(rows.get(1).document()).hasSizeLessThan(2_000);
  }

  @Test
  void omitsDistributionsOfAThousandFeaturesAndSaysSo() throws Exception {
    List<StoredVerdict> rows = VerdictRows.of(window(1_000, 1_000), Instant.EPOCH);

    JsonNode report = report(rows.get(0));
    assertThat(report.path("distributions").asText()).isEqualTo("omitted");
    assertThat(report.path("features"))
        .hasSize(1_000)
        .allMatch(f -> f.has("verdict") && f.has("tests") && !f.has("current"));
    assertThat(rows.get(0).document()).hasSizeLessThan(KeptDocument.MAX_LAST_COMPRESSED);
  }

  @Test
  void aWindowWithoutRowsHasNoDistributions() throws Exception {
    List<StoredVerdict> rows = VerdictRows.of(window(20, 0), Instant.EPOCH);

    assertThat(rows.get(0).verdict()).isEqualTo("not-enough-data");
    assertThat(report(rows.get(0)).path("distributions").asText()).isEqualTo("omitted");
    assertThat(rows.get(0).document()).hasSizeLessThan(2_000);
  }
}
