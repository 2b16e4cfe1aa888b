package com.nextgen.ml.service.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nextgen.ml.service.cli.RegistryCommandsTest;
import com.nextgen.ml.service.monitor.live.ClockTime;
import com.nextgen.ml.service.store.sql.StoreAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A real model of three classes, labels over HTTP, and a clock that the test moves. */
@Timeout(60)
class LabelledServiceTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MODEL = "/v1/models/animals";
  private static final double[][] ROWS = {{0, 0}, {1.5, -2}, {-3, 4.25}, {10, 10}, {1, -1}, {2, 0}};
  private static final List<String> TRUTH = List.of("bird", "cat", "dog", "bird", "bird", "cat");

  @TempDir Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private final ListAppender<ILoggingEvent> told = new ListAppender<>();
  private volatile ClockTime now =
      new ClockTime(System.nanoTime(), Instant.parse("2023-11-23T10:00:30Z"));
  private RunningService service;

  @BeforeEach
  void start() throws Exception {
    Path version = folder.resolve("registry/animals/versions/1");
    Files.createDirectories(version);
    Files.copy(
        RegistryCommandsTest.examples()
            .resolveSibling("service/src/test/resources/onnx/three-classes-tensor.onnx"),
        version.resolve("model.onnx"));
    Files.writeString(
        folder.resolve("registry/animals/model.yaml"),
        """
        name: animals
        task: multiclass-classification
        features:
          - {name: x, type: numeric}
          - {name: y, type: numeric}
        classes: [bird, cat, dog]
        monitoring: {windows: [5m], log-features: true}
        """);
    told.start();
    logger().addAppender(told);
    service =
        RunningService.start(
            ServiceSettings.of(folder.resolve("registry"), "127.0.0.1", 0)
                .withStore(StoreAddress.file(folder.resolve("store.db")), null),
            () -> now,
            verdict -> {});
    while (!send("GET", "/v2/health/ready", "").body().equals("{\"ready\":true}")) {
      Thread.onSpinWait();
    }
    service.tick(now);
  }

  @AfterEach
  void stop() {
    service.close();
    logger().detachAppender(told);
  }

  private static Logger logger() {
    return (Logger) LoggerFactory.getLogger(VerdictLog.class);
  }

  private HttpResponse<String> send(String method, String path, String body) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(service.address() + path))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private JsonNode get(String path) throws Exception {
    return JSON.readTree(send("GET", path, "").body());
  }

  private JsonNode predict() throws Exception {
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < ROWS.length; i++) {
      body.append(i == 0 ? "" : ",")
          .append(
              "{\"id\":\"a%d\",\"features\":{\"x\":%s,\"y\":%s}}"
                  .formatted(i, ROWS[i][0], ROWS[i][1]));
    }
    String answer = send("POST", MODEL + "/predict", "{\"instances\":[" + body + "]}").body();
    return JSON.readTree(answer).path("predictions");
  }

  /** Predictions made elsewhere, at the time that the test's clock shows. */
  private void observe() throws Exception {
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < ROWS.length; i++) {
      body.append(i == 0 ? "" : ",")
          .append(
              ("{\"id\":\"a%d\",\"features\":{\"x\":%s,\"y\":%s},\"prediction\":\"bird\","
                      + "\"score\":0.5,\"timestamp\":\"%s\"}")
                  .formatted(i, ROWS[i][0], ROWS[i][1], now.wall()));
    }
    assertThat(
            send("POST", MODEL + "/versions/1/observations", "{\"observations\":[" + body + "]}")
                .body())
        .startsWith("{\"accepted\":6");
  }

  private void label() throws Exception {
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < TRUTH.size(); i++) {
      body.append(i == 0 ? "" : ",")
          .append("{\"id\":\"a%d\",\"label\":\"%s\"}".formatted(i, TRUTH.get(i)));
    }
    assertThat(send("POST", MODEL + "/feedback", "{\"labels\":[" + body + "]}").body())
        .startsWith("{\"matched\":6,");
  }

  private void pass(Duration time) {
    now = now.plus(time);
    service.tick(now);
  }

  @Test
  void computesFiguresOfThreeClassesFromAllScores() throws Exception {
    JsonNode predictions = predict();
    label();
    service.takeLabels();
    JsonNode metrics = get(MODEL + "/performance").path("metrics");
    double logLoss = 0;
    double brier = 0;
    for (int i = 0; i < TRUTH.size(); i++) {
      JsonNode scores = predictions.get(i).path("scores");
      logLoss -= Math.log(Math.max(0x1p-52, scores.path(TRUTH.get(i)).doubleValue()));
      for (Map.Entry<String, JsonNode> score : scores.properties()) {
        double off = score.getValue().doubleValue() - (score.getKey().equals(TRUTH.get(i)) ? 1 : 0);
        brier += off * off;
      }
    }
    assertThat(metrics.path("logLoss").doubleValue()).isCloseTo(logLoss / 6, within(1e-12));
    assertThat(metrics.path("brier").doubleValue()).isCloseTo(brier / 6, within(1e-12));
    // So few rows leave AUC open or not, by how they fall into bins: it is there, or says why not.
    JsonNode report = get(MODEL + "/performance");
    for (String name : List.of("auc", "averagePrecision")) {
      assertThat(metrics.has(name) ^ report.path("refused").has(name)).as(name).isTrue();
    }
  }

  @Test
  void aLoggedPredictionShowsItsScoresAndFeatures() throws Exception {
    JsonNode said = predict().get(1);
    label(); // after what was logged before
    JsonNode logged = get(MODEL + "/predictions/a1");
    assertThat(logged.path("prediction")).isEqualTo(said.path("prediction"));
    assertThat(logged.path("scores")).isEqualTo(said.path("scores"));
    assertThat(logged.path("features").toString()).isEqualTo("{\"x\":1.5,\"y\":-2.0}");
    assertThat(logged.path("label").path("label").asText()).isEqualTo("cat");
  }

  @Test
  void theVerdictByPredictionTimeIsShownAndLogged() throws Exception {
    observe();
    label();
    HttpResponse<String> early = send("GET", MODEL + "/performance?by=prediction", "");
    assertThat(early.statusCode()).isEqualTo(404);
    assertThat(early.body()).contains("no window '5m' of version 1 has ended");
    for (int minute = 0; minute < 7; minute++) {
      pass(Duration.ofMinutes(1));
    }
    JsonNode report;
    do { // as the service does, until the counts have come to the store
      service.takeLabels();
      report = get(MODEL + "/performance?by=prediction");
    } while (!report.has("window"));
    assertThat(report.path("window").path("by").asText()).isEqualTo("prediction");
    assertThat(report.path("window").path("from").asText()).isEqualTo("2023-11-23T10:00:00Z");
    assertThat(report.path("window").path("rows").asInt()).isEqualTo(6);
    assertThat(report.path("labelled").asInt()).isEqualTo(6);
    assertThat(report.path("nominal").asBoolean()).isFalse();
    assertThat(report.path("metrics").path("accuracy").doubleValue()).isEqualTo(0.5);
    assertThat(report.path("refused").path("logLoss").asText())
        .isEqualTo("the scores of all classes are not known");
    assertThat(send("GET", MODEL + "/performance?by=label", "").statusCode()).isEqualTo(400);
    assertThat(send("GET", MODEL + "/performance?by=prediction&against=previous", "").statusCode())
        .isEqualTo(400);

    assertThat(told.list).hasSize(1);
    ILoggingEvent line = told.list.get(0);
    assertThat(line.getMessage()).isEqualTo("performance judged");
    assertThat(line.getLevel()).isEqualTo(Level.INFO);
    assertThat(
            line.getKeyValuePairs().stream()
                .collect(Collectors.toMap(pair -> pair.key, pair -> pair.value.toString())))
        .isEqualTo(
            Map.of(
                "model", "animals",
                "version", "1",
                "window", "5m",
                "from", "2023-11-23T10:00:00Z",
                "to", "2023-11-23T10:05:00Z",
                "rows", "6",
                "labelled", "6",
                "verdict", "not-enough-data",
                "reason", "no-baseline"));
  }

  private JsonNode past(String from, String to) throws Exception {
    return get(MODEL + "/performance?from=2023-11-23T" + from + "Z&to=2023-11-23T" + to + "Z");
  }

  @Test
  void performanceOfAPastRangeIsOfItsPredictionsWithLabelsThatCameLater() throws Exception {
    observe();
    pass(Duration.ofMinutes(1)); // what is counted is kept by the minute
    pass(Duration.ofMinutes(89));
    JsonNode unlabelled = past("10:00:00", "10:05:00");
    while (unlabelled.path("window").path("rows").asInt() < 6) { // the store is written beside
      Thread.sleep(5);
      unlabelled = past("10:00:00", "10:05:00");
    }
    assertThat(unlabelled.path("labelled").asInt()).isZero();
    assertThat(unlabelled.path("verdict").asText()).isEqualTo("not-enough-data");
    label();

    JsonNode report = past("10:00:00", "10:05:00");

    assertThat(report.path("window").path("by").asText()).isEqualTo("prediction");
    assertThat(report.path("window").path("name").asText()).isEqualTo("5m");
    assertThat(report.path("window").path("rows").asInt()).isEqualTo(6);
    assertThat(report.path("labelled").asInt()).isEqualTo(6);
    assertThat(report.path("nominal").asBoolean()).isTrue();
    assertThat(report.path("metrics").path("accuracy").doubleValue()).isEqualTo(0.5);
    assertThat(report.path("coverage").doubleValue()).isEqualTo(1);
    assertThat(past("10:00:00", "11:30:00").path("labelled").asInt()).isEqualTo(6);
  }

  @Test
  void aPastRangeWithoutPredictionsIsNotEnoughDataAndOneBeforeWhatIsKeptIsGone() throws Exception {
    observe();
    label();
    pass(Duration.ofMinutes(1)); // what is counted is kept by the minute
    pass(Duration.ofMinutes(89));
    while (past("10:00:00", "10:05:00").path("window").path("rows").asInt() < 6) {
      Thread.sleep(5);
    }
    JsonNode quiet = past("11:00:00", "11:20:00");
    assertThat(quiet.path("window").path("rows").asInt()).isZero();
    assertThat(quiet.path("labelled").asInt()).isZero();
    assertThat(quiet.path("verdict").asText()).isEqualTo("not-enough-data");
    assertThat(quiet.path("metrics")).isEmpty();
    assertThat(past("09:00:00", "10:05:00").path("status").asInt()).isEqualTo(410);
    assertThat(past("11:30:31", "12:00:00").path("status").asInt()).isEqualTo(400);
    for (String path : List.of("/drift", "/quality")) {
      String range = "?from=2023-11-23T10:00:00Z&to=2023-11-23T10:05:00Z";
      assertThat(get(MODEL + path + range).toString()).contains("\"no-baseline\"");
    }
  }
}
