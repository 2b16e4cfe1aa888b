package com.nextgen.ml.service.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.baseline.document.BaselineJson;
import com.nextgen.ml.monitoring.counts.Column;
import com.nextgen.ml.monitoring.drift.DriftCriteria;
import com.nextgen.ml.monitoring.drift.DriftEvaluation;
import com.nextgen.ml.monitoring.drift.DriftReport;
import com.nextgen.ml.monitoring.drift.Reference;
import com.nextgen.ml.monitoring.drift.multivariate.MultivariateReference;
import com.nextgen.ml.monitoring.report.Reason;
import com.nextgen.ml.monitoring.report.Subject;
import com.nextgen.ml.monitoring.report.Verdict;
import com.nextgen.ml.monitoring.report.WindowSpan;
import com.nextgen.ml.service.app.RunningService;
import com.nextgen.ml.service.app.ServiceSettings;
import com.nextgen.ml.service.monitor.live.ClockTime;
import com.nextgen.ml.service.store.sql.StoreAddress;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Stores and baselines of older versions, which {@code old-files/README.md} tells of, are read. */
@Timeout(90)
class OldFilesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path FILES = Path.of("src/test/resources/old-files").toAbsolutePath();
  private static final String MODEL = "/v1/models/old";

  @TempDir Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private JsonNode found;
  private ClockTime stopped;
  private RunningService service;

  @BeforeEach
  void start() throws Exception {
    found = JSON.readTree(Files.readString(FILES.resolve("found.json")));
    stopped = new ClockTime(0, Instant.parse(found.path("stopped").asText()));
    Path store = folder.resolve("store.db");
    try (InputStream zipped = Files.newInputStream(FILES.resolve("store.db.gz"))) {
      Files.copy(new GZIPInputStream(zipped), store);
    }
    service =
        RunningService.start(
            ServiceSettings.of(FILES.resolve("registry"), "127.0.0.1", 0)
                .withStore(StoreAddress.file(store), "a key"),
            () -> stopped,
            verdict -> {});
    while (!text("/metrics").contains("ml_store_available 1.0")) { // it opens beside
      Thread.sleep(5);
    }
    service.tick(stopped);
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private JsonNode get(String path) throws Exception {
    return send("GET", path, "");
  }

  private JsonNode send(String method, String path, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(service.address() + path))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build();
    return JSON.readTree(client.send(request, BodyHandlers.ofString()).body());
  }

  private String text(String path) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(service.address() + path)).build();
    return client.send(request, BodyHandlers.ofString()).body();
  }

  @Test
  void oldCountsGiveTheDriftReportOfTheirRows() throws Exception {
    String past = "?from=" + found.path("from").asText() + "&to=" + found.path("to").asText();
    JsonNode report = get(MODEL + "/drift" + past);

    assertThat(report.path("window").path("rows"))
        .as(report.toString())
        .isEqualTo(found.path("rows"));
    assertThat(report.path("features")).hasSize(found.path("psiWithOutside").size());
    for (JsonNode feature : report.path("features")) {
      String name = feature.path("name").asText();
      assertThat(psi(feature))
          .as(name)
          .isCloseTo(found.path("psiWithOutside").path(name).asDouble(), within(1e-12));
      assertThat(shownPsi(feature))
          .as(name)
          .isCloseTo(found.path("psi").path(name).asDouble(), within(1e-12));
    }
  }

  private static double psi(JsonNode feature) {
    for (JsonNode test : feature.path("tests")) {
      if (test.path("test").asText().equals("psi")) {
        return test.path("statistic").asDouble();
      }
    }
    throw new AssertionError("no PSI: " + feature);
  }

  /** Over the bins that are shown, as that version had it: what is outside is in the end ones. */
  private static double shownPsi(JsonNode feature) {
    List<Double> before = rows(feature.path("reference"));
    List<Double> now = rows(feature.path("current"));
    double n = before.stream().mapToDouble(Double::doubleValue).sum();
    double m = now.stream().mapToDouble(Double::doubleValue).sum();
    double sum = 0;
    for (int i = 0; i < before.size(); i++) {
      double p = Math.max(before.get(i) / n, 1e-4);
      double q = Math.max(now.get(i) / m, 1e-4);
      sum += (q - p) * Math.log(q / p);
    }
    return sum;
  }

  private static List<Double> rows(JsonNode side) {
    List<Double> rows = new ArrayList<>();
    side.path("bins").forEach(bin -> rows.add(bin.path("count").asDouble()));
    rows.add(side.path("missing").asDouble());
    return rows;
  }

  @Test
  void oldLabelsGiveTheSamePerformance() throws Exception {
    JsonNode report = get(MODEL + "/performance?window=1h");
    while (!report.path("labelled").equals(found.path("labelled"))) { // they are read beside
      Thread.sleep(5);
      service.takeLabels();
      report = get(MODEL + "/performance?window=1h");
    }

    for (Map.Entry<String, JsonNode> metric : found.path("metrics").properties()) {
      assertThat(report.path("metrics").path(metric.getKey()).asDouble())
          .as(metric.getKey())
          .isCloseTo(metric.getValue().asDouble(), within(1e-12));
    }
  }

  @Test
  void anOldStoreKeepsItsRowsAndTakesNewOnes() throws Exception {
    JsonNode labelled = get(MODEL + "/predictions/row-0");
    assertThat(labelled.path("label").path("label").asText()).isIn("yes", "no");
    JsonNode waiting = get(MODEL + "/predictions/row-299");
    assertThat(waiting.path("version").asText()).isEqualTo("1");
    assertThat(waiting.path("label").path("label").isMissingNode()).isTrue();

    JsonNode answer =
        send(
            "POST",
            MODEL + "/feedback",
            """
            {"labels":[{"id":"row-0","label":"%s"},{"id":"row-299","label":"yes"}]}\
            """
                .formatted(labelled.path("label").path("label").asText()));

    assertThat(answer.path("duplicate").asInt()).isEqualTo(1);
    assertThat(answer.path("matched").asInt()).isEqualTo(1);
  }

  @Test
  void readsABaselineWithoutLaterParts() throws IOException {
    byte[] document = Files.readAllBytes(FILES.resolve("baseline-2026-11-24.json"));
    JsonNode written = JSON.readTree(document);

    Baseline baseline = BaselineJson.read(document);

    assertThat(baseline.rows()).isEqualTo(20_000);
    assertThat(baseline.layout().columns())
        .extracting(Column::name)
        .startsWith("price")
        .hasSize(written.path("features").size() + 2);
    // What is written again says all that was read, and the same at each further time.
    byte[] again = BaselineJson.toBytes(baseline);
    JsonNode rewritten = JSON.readTree(again);
    assertThat(rewritten.path("features")).isEqualTo(written.path("features"));
    assertThat(BaselineJson.toBytes(BaselineJson.read(again))).isEqualTo(again);
  }

  @Test
  void productsOfClippedValuesAreReadAndHeldAgainstNothing() throws IOException {
    byte[] document = Files.readAllBytes(FILES.resolve("baseline-2026-11-25.json"));

    Baseline baseline = BaselineJson.read(document);

    assertThat(baseline.products().blocks()).hasSize(40);
    assertThat(baseline.layout().products()).isFalse();
    DriftReport report =
        DriftEvaluation.evaluate(
            Reference.of(baseline).with(MultivariateReference.of(baseline)),
            baseline.counts(),
            baseline.background(),
            DriftCriteria.nominal(500),
            new Subject("price-suggestion", "1", "files", "baseline"),
            new WindowSpan("all", null, null, baseline.rows()));
    assertThat(report.multivariate()).isNotNull();
    assertThat(report.multivariate().reason()).isEqualTo(Reason.OLD_BASELINE);
    assertThat(report.features()).allMatch(column -> column.verdict() == Verdict.STABLE);
    JsonNode rewritten = JSON.readTree(BaselineJson.toBytes(baseline));
    assertThat(rewritten.path("multivariate"))
        .isEqualTo(JSON.readTree(document).path("multivariate"));
  }
}
