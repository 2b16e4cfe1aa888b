package com.nextgen.ml.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nextgen.ml.service.app.RunningService;
import com.nextgen.ml.service.app.ServiceSettings;
import com.nextgen.ml.service.store.sql.StoreAddress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A whole service with a store: real models, real requests. */
@Timeout(90)
class StoredServiceTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MODEL = "/v1/models/purchase-intent";
  private static final String FEATURES =
      "{\"price\":9.5,\"category\":\"toys\",\"device\":\"mobile\",\"country\":\"DE\",\"hour\":9,"
          + "\"basket_size\":2,\"basket_value\":20,\"pages_viewed\":5,\"session_seconds\":300,"
          + "\"discount\":0,\"returning\":true}";

  @TempDir Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private RunningService service;

  @BeforeEach
  void start() throws Exception {
    Path registry = RegistryCommandsTest.examples().resolve("marketplace/registry");
    service =
        RunningService.start(
            ServiceSettings.of(registry, "127.0.0.1", 0)
                .withStore(StoreAddress.file(folder.resolve("store.db")), "a key"));
    while (!get("/v2/health/ready").body().equals("{\"ready\":true}")) {
      Thread.sleep(5);
    }
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private HttpResponse<String> send(String method, String path, String type, String body)
      throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(service.address() + path))
            .header("Content-Type", type)
            .method(method, BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send("GET", path, "application/json", "");
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return send("POST", path, "application/json", body);
  }

  private HttpResponse<String> predict(String... ids) throws Exception {
    StringBuilder body = new StringBuilder("{\"instances\":[");
    for (String id : ids) {
      body.append(body.charAt(body.length() - 1) == '[' ? "" : ",")
          .append("{\"id\":\"" + id + "\",\"subject\":\"ann\",\"features\":" + FEATURES + "}");
    }
    return post(MODEL + "/predict", body.append("]}").toString());
  }

  private static String labels(String... idsAndLabels) {
    StringBuilder body = new StringBuilder("{\"labels\":[");
    for (int i = 0; i < idsAndLabels.length; i += 2) {
      body.append(i == 0 ? "" : ",")
          .append("{\"id\":\"" + idsAndLabels[i] + "\",\"label\":" + idsAndLabels[i + 1] + "}");
    }
    return body.append("]}").toString();
  }

  private static JsonNode tree(HttpResponse<String> response) throws Exception {
    return JSON.readTree(response.body());
  }

  @Test
  void computesPerformanceFromLabels() throws Exception {
    predict("a", "b", "c");
    post(MODEL + "/feedback", labels("a", "true", "b", "false"));
    JsonNode report = tree(get(MODEL + "/performance"));
    while (report.path("labelled").asInt() < 2) { // after the commit, perhaps after the answer
      Thread.sleep(5);
      report = tree(get(MODEL + "/performance"));
    }
    assertThat(report.path("labelled").asInt()).isEqualTo(2);
    assertThat(report.path("metrics").path("accuracy").asDouble()).isEqualTo(0.5);
    assertThat(report.path("window").path("rows").asInt()).isEqualTo(3);
    assertThat(report.path("verdict").asText()).isEqualTo("not-enough-data");
    assertThat(report.path("estimated").path("metrics").has("accuracy")).isTrue();
    assertThat(get(MODEL + "/versions/1/performance?against=previous").statusCode()).isEqualTo(200);
    assertThat(get(MODEL + "/performance?window=9d").statusCode()).isEqualTo(400);
    assertThat(get(MODEL + "/performance?against=nothing").statusCode()).isEqualTo(400);
    assertThat(get("/v1/models/unknown/performance").statusCode()).isEqualTo(404);
  }

  @Test
  void joinsLabelsInAnySpelling() throws Exception {
    assertThat(predict("a", "b", "c", "d").statusCode()).isEqualTo(200);
    HttpResponse<String> answer =
        post(
            MODEL + "/feedback",
            labels("a", "\"TRUE\"", "b", "true", "c", "0", "d", "\"false\"", "e", "1", "a", "1"));
    assertThat(answer.body())
        .isEqualTo(
            "{\"matched\":4,\"pending\":1,\"duplicate\":1,\"conflicting\":0,\"expired\":0,"
                + "\"notMatched\":[{\"id\":\"e\",\"status\":\"pending\"},"
                + "{\"id\":\"a\",\"status\":\"duplicate\"}]}");
    JsonNode a = tree(get(MODEL + "/predictions/a"));
    assertThat(a.path("version").asText()).isEqualTo("1");
    assertThat(a.path("label").path("label").asText()).isEqualTo("true");
    assertThat(a.path("groups").path("country").asText()).isEqualTo("DE");
    // HMAC-SHA256 of "ann" with the key "a key", as Python's hmac has it.
    assertThat(a.path("subject").asText())
        .isEqualTo("e59113e199896a2d12e6df1d7247539ebff4d2dd622c4a1cd15d6cded3d74511");
    String metrics = get("/metrics").body();
    assertThat(metrics)
        .contains(
            "ml_feedback_total{model=\"purchase-intent\",status=\"matched\",version=\"1\"} 4.0",
            "ml_feedback_total{model=\"purchase-intent\",status=\"pending\",version=\"1\"} 1.0",
            "ml_feedback_delay_seconds_count{model=\"purchase-intent\",version=\"1\"} 4",
            "ml_feedback_regression_samples_total{model=\"price-suggestion\",version=\"1\"} 0.0",
            "ml_monitoring_dropped_total{model=\"purchase-intent\",stage=\"prediction-log\","
                + "version=\"1\"} 0.0",
            "ml_store_available 1.0",
            "ml_prediction_log_rows_total 4.0");
    assertThat(send("DELETE", MODEL + "/predictions/b", "application/json", "").statusCode())
        .isEqualTo(204);
    assertThat(send("DELETE", MODEL + "/predictions/b", "application/json", "").statusCode())
        .isEqualTo(404);
    HttpResponse<String> erased =
        send("DELETE", "/v1/subjects/" + a.path("subject").asText(), "application/json", "");
    assertThat(tree(erased).path("predictions").asInt()).isEqualTo(3);
    assertThat(tree(erased).path("labels").asInt()).isEqualTo(3);
    assertThat(get(MODEL + "/predictions/a").statusCode()).isEqualTo(404);
    assertThat(send("DELETE", "/v1/subjects/ann", "application/json", "").statusCode())
        .isEqualTo(400);
  }

  @Test
  void refusesABatchWithAnInvalidLabel() throws Exception {
    HttpResponse<String> unknown = post(MODEL + "/feedback", labels("a", "true", "b", "\"maybe\""));
    assertThat(unknown.statusCode()).isEqualTo(422);
    assertThat(unknown.body()).contains("label of row 1: 'maybe'", "known: false, true");
    for (String bad :
        new String[] {
          labels("a", "[]"),
          labels("a", "null"),
          labels("", "true"),
          labels("a\\u0000", "true"),
          "{\"labels\":[]}",
          "{\"labels\":[{\"id\":\"a\"}]}",
          "{\"labels\":[{\"label\":true}]}",
          "{\"labels\":[{\"id\":\"a\",\"label\":true,\"x\":1}]}",
          "{\"labels\":[{\"id\":\"a\",\"label\":true,\"timestamp\":\"yesterday\"}]}",
          "{\"labels\":[{\"id\":\"a\",\"label\":true,\"timestamp\":\"9036-01-01T00:00:00Z\"}]}",
          "{\"labels\":[{\"id\":\"a\",\"label\":true,\"source\":\"a b\"}]}",
          "{\"labels\":[{\"id\":\"a\",\"label\":true,\"correct\":1}]}",
        }) {
      HttpResponse<String> answer = post(MODEL + "/feedback", bad);
      assertThat(answer.statusCode()).as(bad + answer.body()).isEqualTo(400);
      assertThat(answer.body()).doesNotContain("Exception", "com.nextgen");
    }
    assertThat(post("/v1/models/none/feedback", labels("a", "true")).statusCode()).isEqualTo(404);
    assertThat(post("/v1/models/price-suggestion/feedback", labels("a", "NaN")).statusCode())
        .isEqualTo(422);
    HttpResponse<String> huge =
        post("/v1/models/price-suggestion/feedback", labels("a", "-1.01e140"));
    assertThat(huge.statusCode()).isEqualTo(422);
    assertThat(huge.body()).contains("label of row 0 is beyond 1e140");
    // Nothing of the first request was kept.
    assertThat(tree(post(MODEL + "/feedback", labels("a", "true"))).path("pending").asInt())
        .isEqualTo(1);
  }

  @Test
  void acceptsLabelsByCsvAndByCommand() throws Exception {
    predict("a", "b", "c");
    HttpResponse<String> answer =
        send("POST", MODEL + "/feedback", "text/csv", "id,label,source\na,true,till\nb,FALSE,\n");
    assertThat(answer.body()).startsWith("{\"matched\":2,\"pending\":0");
    HttpResponse<String> bad =
        send("POST", MODEL + "/feedback", "text/csv", "id,label\nc,true\nd,maybe\n");
    assertThat(bad.statusCode()).isEqualTo(422);
    assertThat(bad.body()).contains("label of line 3: 'maybe'");
    assertThat(
            send(
                    "POST",
                    MODEL + "/feedback",
                    "text/csv",
                    "id,label,timestamp\nc,true,9036-01-01T00:00:00Z\n")
                .body())
        .contains("timestamp of line 2 is '9036-01-01T00:00:00Z', more than five minutes after");
    assertThat(send("POST", MODEL + "/feedback", "text/csv", "id,truth\nc,true\n").body())
        .contains("unknown column 'truth'");

    Path file = Files.writeString(folder.resolve("labels.csv"), "id,label\nc,1\na,0\nx,1\n");
    StringWriter out = new StringWriter();
    int status =
        Main.run(
            new String[] {
              "feedback",
              "--model",
              "purchase-intent",
              "--data",
              file.toString(),
              "--url",
              service.address()
            },
            new PrintWriter(out, true),
            new PrintWriter(new StringWriter(), true));
    assertThat(status).isZero();
    assertThat(out.toString())
        .contains("3 labels of", "1 matched, 1 pending, 0 duplicate, 1 conflicting, 0 expired");
  }

  @Test
  void servesOutsideEvaluationsBesideOurs() throws Exception {
    String path = MODEL + "/versions/1/evaluations";
    String body = "{\"metrics\":{\"accuracy\":0.9},\"rows\":500,\"source\":\"nightly\"}";
    assertThat(post(path, body).statusCode()).isEqualTo(201);
    assertThat(get("/metrics").body())
        .contains(
            "ml_model_evaluation{metric=\"accuracy\",model=\"purchase-intent\",source=\"nightly\","
                + "version=\"1\"} 0.9");
    assertThat(post(path, body.replace("0.9", "NaN")).statusCode()).isEqualTo(400);
    assertThat(post(path, body.replace("500", "0")).statusCode()).isEqualTo(400);
    assertThat(post(path, body.replace("nightly", "a b")).statusCode()).isEqualTo(400);
    assertThat(post(path, body.replace("\"rows\":500,", "")).statusCode()).isEqualTo(400);
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 50; i++) {
      many.append(i == 0 ? "" : ",").append("\"m" + i + "\":1");
    }
    String full = body.replace("\"accuracy\":0.9", many);
    assertThat(post(path, full).statusCode()).isEqualTo(201);
    assertThat(post(path, full.replace("nightly", "weekly")).statusCode()).isEqualTo(409);
    // What nobody needs any more makes room.
    String accuracy = path + "?metric=accuracy&source=nightly";
    assertThat(send("DELETE", accuracy, "application/json", "").statusCode()).isEqualTo(400);
    HttpResponse<String> removed =
        send("DELETE", accuracy + "&reason=renamed", "application/json", "");
    assertThat(removed.body()).isEqualTo("{\"removed\":1}");
    assertThat(get("/metrics").body()).doesNotContain("ml_model_evaluation{metric=\"accuracy\"");
    assertThat(send("DELETE", accuracy + "&reason=again", "application/json", "").statusCode())
        .isEqualTo(404);
    assertThat(post(path, full.replace("nightly", "weekly")).statusCode()).isEqualTo(201);
  }

  @Test
  void predictsWithoutItsStore() throws Exception {
    predict("a");
    try (Connection other =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("store.db"));
        Statement statement = other.createStatement()) {
      statement.execute("PRAGMA busy_timeout = 10000");
      statement.execute("BEGIN IMMEDIATE");
      HttpResponse<String> refused = post(MODEL + "/feedback", labels("a", "true"));
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValue("Retry-After")).isPresent();
      assertThat(refused.body()).contains("another process holds the store's file");
      HttpResponse<String> observed =
          post(
              MODEL + "/versions/1/observations",
              "{\"observations\":[{\"id\":\"o\",\"prediction\":true,\"features\":"
                  + FEATURES
                  + "}]}");
      assertThat(observed.statusCode()).isEqualTo(503);
      assertThat(predict("b").statusCode()).isEqualTo(200);
      HttpResponse<String> ready = get("/v2/health/ready");
      assertThat(ready.statusCode()).isEqualTo(200);
      assertThat(ready.body())
          .isEqualTo(
              "{\"ready\":true,\"problems\":{\"store\":"
                  + "\"another process holds the store's file\"}}");
      assertThat(get("/metrics").body()).contains("ml_store_available 0.0");
      statement.execute("ROLLBACK");
    }
    HttpResponse<String> answer = post(MODEL + "/feedback", labels("a", "true", "b", "true"));
    while (answer.statusCode() == 503) {
      Thread.sleep(20);
      answer = post(MODEL + "/feedback", labels("a", "true", "b", "true"));
    }
    assertThat(answer.body()).startsWith("{\"matched\":2,");
  }
}
