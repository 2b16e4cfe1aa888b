package com.nextgen.ml.service.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The wired service over HTTP: from registry to reports, and with a registry that goes wrong. */
class WholeServiceTest extends RegistryCommandsTest {
  /** ModelTableTest swaps two hundred times; here every swap also passes HTTP and the registry. */
  private static final int SWAPS = 40;

  private static final String MODEL = "/v1/models/bike-demand";
  private static final String ROW =
      """
      {"instances":[{"id":"r","features":{"hr":7,"holiday":false,"weekday":"3","workingday":true,
      "weathersit":"1","temp":0.3,"atemp":0.3,"hum":0.5,"windspeed":0.1}}]}
      """;

  private LiveService live;

  @BeforeEach
  void start() throws Exception {
    live = new LiveService(folder, "bike-sharing");
  }

  @AfterEach
  void stop() {
    live.close();
  }

  @Test
  void modelsVersionsAndReportsAreTold() throws Exception {
    assertThat(live.json("/v1/models").path("models").get(0).path("production").asText())
        .isEqualTo("1");
    assertThat(live.json(MODEL).path("schema").path("features").size()).isEqualTo(9);
    assertThat(live.json(MODEL + "/versions/1").path("baseline").path("rows").asInt())
        .isEqualTo(516);
    assertThat(predict()).isEqualTo(200);
    JsonNode report = live.json(MODEL + "/drift?window=5m");
    assertThat(report.path("window").path("rows").asInt()).isEqualTo(1);
    assertThat(report.path("dataset").path("verdict").asText()).isEqualTo("not-enough-data");
    assertThat(report.path("features").get(0).path("reason").asText()).isEqualTo("too-few-rows");
    assertThat(refused(live.get(MODEL + "/drift?window=7m"), 400)).contains("5m", "1h", "1d");
    assertThat(refused(live.get(MODEL + "/drift?against=nothing"), 400)).contains("against");
    assertThat(refused(live.get(MODEL + "/drift?against=version:9"), 400)).contains("9");
    refused(live.get(MODEL + "/versions/2"), 404);
    refused(live.get(MODEL + "/versions/2/drift"), 404);
    refused(live.get("/v1/models/..%2f..%2fetc"), 404);
    refused(live.get("/v1/models/nobody/drift"), 404);
  }

  @Test
  void whatIsRepeatedIsAnsweredAndNotCountedAgain() throws Exception {
    String first = live.post(MODEL + "/predict", ROW).body();
    assertThat(live.post(MODEL + "/predict", ROW).body()).isEqualTo(first);
    assertThat(live.json(MODEL + "/drift").path("window").path("rows").asInt()).isEqualTo(1);
    String observed =
        ROW.replace("instances", "observations")
            .replace("\"r\"", "\"o\"")
            .replace("}}]", "},\"prediction\":100}]");
    String path = MODEL + "/versions/1/observations";
    assertThat(live.post(path, observed).body()).isEqualTo("{\"accepted\":1}");
    assertThat(live.post(path, observed).body()).isEqualTo("{\"accepted\":0,\"duplicate\":1}");
    assertThat(live.json(MODEL + "/drift").path("window").path("rows").asInt()).isEqualTo(2);
  }

  @Test
  void qualityNamesWrongTypesAndDuplicateRows() throws Exception {
    String row = ROW.substring(ROW.indexOf("{\"id\""), ROW.lastIndexOf("]"));
    String again = row.replace("\"r\"", "\"s\"");
    String other = row.replace("\"r\"", "\"t\"").replace("0.5", "0.6");
    String wrong = ROW.replace("\"hr\":7", "\"hr\":\"seven\"");
    String three = "{\"instances\":[" + row + "," + again + "," + other + "]}";
    assertThat(live.post(MODEL + "/predict", three).statusCode()).isEqualTo(200);
    refused(live.post(MODEL + "/predict", wrong), 400);

    JsonNode report = live.json(MODEL + "/quality?window=1h");
    JsonNode since = report.path("sinceLoad");
    assertThat(report.path("verdict").asText()).isEqualTo("not-enough-data");
    assertThat(report.path("window").path("rows").asInt()).isEqualTo(3);
    assertThat(report.path("features").size()).isEqualTo(9);
    assertThat(report.path("baseline").path("rows").asInt()).isEqualTo(516);
    JsonNode hour = report.path("features").get(0);
    assertThat(hour.path("type").asText()).isEqualTo("numeric");
    assertThat(check(hour, "type-error").path("count").asInt()).isEqualTo(1);
    assertThat(check(hour, "type-error").path("rows").asInt()).isEqualTo(4);
    assertThat(check(hour, "type-error").path("baselineRate").asDouble(1)).isZero();
    JsonNode duplicates = check(report.path("batches"), "duplicate");
    assertThat(duplicates.path("count").asInt()).isEqualTo(1);
    assertThat(duplicates.path("rows").asInt()).isEqualTo(3);
    assertThat(since.path("batchRows").asInt()).isEqualTo(3);
    assertThat(since.path("duplicateRows").asInt()).isEqualTo(1);
    assertThat(since.path("typeErrors").path("hr").asInt()).isEqualTo(1);
    assertThat(since.path("typeErrors").path("temp").asInt(-1)).isZero();
    assertThat(since.has("unseenValues")).isFalse();
    assertThat(live.get("/metrics").body())
        .contains("feature=\"hr\",model=\"bike-demand\",reason=\"type\",version=\"1\"} 1.0")
        .contains("ml_input_duplicate_rows_total{model=\"bike-demand\",version=\"1\"} 1.0");
    assertThat(live.json(MODEL + "/versions/1/quality").path("version").asText()).isEqualTo("1");
    assertThat(refused(live.get(MODEL + "/quality?window=7m"), 400)).contains("5m", "1h", "1d");
    refused(live.get(MODEL + "/versions/2/quality"), 404);
    refused(live.get("/v1/models/nobody/quality"), 404);
  }

  private static JsonNode check(JsonNode of, String name) {
    for (JsonNode check : of.path("checks")) {
      if (check.path("check").asText().equals(name)) {
        return check;
      }
    }
    throw new AssertionError("no check " + name + " in " + of);
  }

  @Test
  void aTensorOfAWrongTypeIsCountedAsATypeErrorOfItsFeature() throws Exception {
    String numbers =
        tensor("hr", "FP32", "7")
            + tensor("temp", "FP32", "0.3")
            + tensor("atemp", "FP32", "0.3")
            + tensor("hum", "FP32", "0.5")
            + tensor("windspeed", "FP32", "0.1");
    String names =
        tensor("holiday", "BOOL", "false")
            + tensor("workingday", "BOOL", "true")
            + tensor("weekday", "BYTES", "\"3\"")
            + tensor("weathersit", "BYTES", "\"1\"");
    String right = "{\"inputs\":[" + numbers + names.substring(0, names.length() - 1) + "]}";
    String infer = "/v2/models/bike-demand/infer";
    HttpResponse<String> answer = live.post(infer, right);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    String wrong = right.replace("[0.5]", "[\"humid\"]");
    assertThat(wrong).isNotEqualTo(right);

    assertThat(live.post(infer, wrong).statusCode()).isEqualTo(400);

    JsonNode report = live.json(MODEL + "/quality?window=1h");
    assertThat(report.path("window").path("rows").asInt()).isEqualTo(1);
    for (JsonNode feature : report.path("features")) {
      JsonNode types = check(feature, "type-error");
      boolean meant = feature.path("name").asText().equals("hum");
      assertThat(types.path("count").asInt()).isEqualTo(meant ? 1 : 0);
      assertThat(types.path("rows").asInt()).isEqualTo(meant ? 2 : 1);
    }
    assertThat(live.get("/metrics").body())
        .contains("feature=\"hum\",model=\"bike-demand\",reason=\"type\",version=\"1\"} 1.0");
  }

  private static String tensor(String name, String type, String value) {
    return "{\"name\":\"%s\",\"datatype\":\"%s\",\"shape\":[1,1],\"data\":[%s]},"
        .formatted(name, type, value);
  }

  @Test
  void unseenValuesAreNamedWhereThePolicySaysSoAndNoMoreThanTwenty() throws Exception {
    Path first = live.registry.resolve("bike-demand");
    Path second = first.resolve("versions/2");
    Files.createDirectories(second);
    Files.copy(first.resolve("versions/1/model.onnx"), second.resolve("model.onnx"));
    Files.copy(first.resolve("versions/1/baseline.json"), second.resolve("baseline.json"));
    String schema = Files.readString(first.resolve("model.yaml"));
    Files.writeString(second.resolve("model.yaml"), schema + "  show-values: true\n");
    String alias = "{\"version\":\"2\",\"reason\":\"names\"}";
    assertThat(
            live.send("PUT", MODEL + "/aliases/production", "application/json", alias).statusCode())
        .isEqualTo(200);
    String observed =
        ROW.replace("instances", "observations").replace("}}]", "},\"prediction\":100}]");
    for (int i = 0; i < 25; i++) {
      String day =
          observed
              .replace("\"r\"", "\"r" + i + "\"")
              .replace("\"weekday\":\"3\"", "\"weekday\":\"day-" + i + "\"");
      assertThat(live.post(MODEL + "/versions/2/observations", day).statusCode()).isEqualTo(200);
    }

    JsonNode unseen = live.json(MODEL + "/quality").path("sinceLoad").path("unseenValues");
    JsonNode days = null;
    for (JsonNode column : unseen) {
      days = column.path("name").asText().equals("weekday") ? column : days;
    }
    assertThat(days.path("values").size()).isEqualTo(20);
    assertThat(days.path("values").get(0).path("value").asText()).startsWith("day-");
    assertThat(days.path("others").asInt()).isEqualTo(5);
    assertThat(live.get("/metrics").body()).doesNotContain("day-");
  }

  @Test
  void aSegmentThatIsNotDeclaredIsRefused() throws Exception {
    assertThat(refused(live.get(MODEL + "/drift?segment=weekday"), 400))
        .contains("weekday", "none");
    refused(live.get("/v1/models/nobody/drift?segment=weekday"), 404);
  }

  @Test
  void segmentsByAFeatureAndByAnAttributeAreReported() throws Exception {
    Path first = live.registry.resolve("bike-demand");
    Path second = first.resolve("versions/2");
    Files.createDirectories(second);
    Files.copy(first.resolve("versions/1/model.onnx"), second.resolve("model.onnx"));
    String schema = Files.readString(first.resolve("model.yaml"));
    Files.writeString(
        second.resolve("model.yaml"),
        schema.replace("monitoring:\n", "groups: [{attribute: city}]\nmonitoring:\n")
            + "  segments: [weekday, city]\n");
    List<String> rows = new ArrayList<>();
    for (String row : Files.readAllLines(hours("train.csv", 300, 1))) {
      rows.add(row + (rows.isEmpty() ? ",city" : rows.size() % 2 == 0 ? ",rome" : ",paris"));
    }
    String at = MODEL + "/versions/2";
    String csv = String.join("\n", rows) + "\n";
    assertThat(live.send("POST", at + "/baseline", "text/csv", csv).statusCode()).isEqualTo(201);
    String alias = "{\"version\":\"2\",\"reason\":\"segments\"}";
    assertThat(
            live.send("PUT", MODEL + "/aliases/production", "application/json", alias).statusCode())
        .isEqualTo(200);
    String row = ROW.substring(ROW.indexOf("{\"id\""), ROW.lastIndexOf("]"));
    String three =
        "{\"instances\":["
            + row.replace("{\"id\":\"r\",", "{\"groups\":{\"city\":\"rome\"},")
            + ","
            + row.replace("{\"id\":\"r\",", "{\"groups\":{\"city\":\"oslo\"},")
            + ","
            + row
            + "]}";
    assertThat(live.post(MODEL + "/predict", three).statusCode()).isEqualTo(200);

    JsonNode cities = live.json(MODEL + "/drift?segment=city&window=1h");
    assertThat(cities.path("segment").asText()).isEqualTo("city");
    assertThat(cities.path("version").asText()).isEqualTo("2");
    assertThat(values(cities)).containsExactlyInAnyOrder("rome 1 150", "__other__ 2 0");
    JsonNode days = live.json(at + "/drift?segment=weekday");
    assertThat(days.path("window").asText()).isEqualTo("5m");
    assertThat(values(days)).singleElement().asString().startsWith("3 3 ");
    assertThat(refused(live.get(MODEL + "/drift?segment=hr"), 400)).contains("weekday, city");
    refused(live.get(MODEL + "/drift?segment=city&against=previous"), 400);
  }

  /** Of each value its name, the rows of the window and those of the baseline. */
  private static List<String> values(JsonNode segments) {
    List<String> values = new ArrayList<>();
    for (JsonNode segment : segments.path("segments")) {
      JsonNode report = segment.path("report");
      values.add(
          segment.path("value").asText()
              + " "
              + report.path("window").path("rows").asInt()
              + " "
              + report.path("baseline").path("rows").asInt());
    }
    return values;
  }

  @Test
  void metricsAreServedInBothFormats() throws Exception {
    predict();
    HttpResponse<String> text = live.get("/metrics");
    assertThat(text.headers().firstValue("content-type").orElse("")).startsWith("text/plain");
    assertThat(text.body())
        .contains("ml_predictions_total{model=\"bike-demand\",version=\"1\"} 1.0")
        .contains("process_cpu_seconds_total", "jvm_memory_used_bytes", "ml_gpu_devices 0");
    HttpResponse<String> open = live.get("/metrics", "application/openmetrics-text; version=1.0.0");
    assertThat(open.headers().firstValue("content-type").orElse(""))
        .startsWith("application/openmetrics-text");
    assertThat(open.body()).endsWith("# EOF\n");
  }

  @Test
  void aBaselineIsGivenOnceAsDocumentOrAsRows() throws Exception {
    Path source = live.registry.resolve("bike-demand/versions/1");
    Path without = live.registry.resolve("bike-demand/versions/2");
    Files.createDirectories(without);
    Files.copy(source.resolve("model.onnx"), without.resolve("model.onnx"));
    String document = Files.readString(source.resolve("baseline.json"));
    String at = MODEL + "/versions/2/baseline";

    refused(live.get(at), 404);
    String rows = Files.readString(hours("train.csv", 300, 1));
    assertThat(refused(live.send("POST", at, "text/csv", rows + "1,2\n"), 400))
        .contains("line 302 has 2 fields")
        .doesNotContain("tmp");
    assertThat(refused(live.send("POST", at, "text/csv", "cnt,hr\n1,2\n"), 400))
        .contains("no column for holiday");
    assertThat(refused(live.send("POST", at, "text/csv", ""), 400)).isNotBlank();
    assertThat(without.resolve("baseline.json")).doesNotExist();

    assertThat(live.send("POST", at, "text/csv", rows).statusCode()).isEqualTo(201);
    assertThat(live.json(at).path("rows").asInt()).isEqualTo(300);
    assertThat(live.send("POST", at, "text/csv", rows).statusCode()).isEqualTo(200);
    refused(live.send("POST", at, "text/csv", Files.readString(hours("o.csv", 90, 2))), 409);
    refused(live.send("PUT", at, "application/json", document), 409);
    String present = live.get(at).body();
    assertThat(live.send("PUT", at, "application/json", present).statusCode()).isEqualTo(200);

    Files.delete(without.resolve("baseline.json"));
    assertThat(refused(live.send("PUT", at, "application/json", "{\"format\":1}"), 400))
        .isNotBlank();
    String altered = document.replaceFirst("\"bike-demand\"", "\"other\"");
    assertThat(altered).isNotEqualTo(document);
    assertThat(refused(live.send("PUT", at, "application/json", altered), 400)).contains("other");
    assertThat(live.send("PUT", at, "application/json", document).statusCode()).isEqualTo(201);
    refused(live.send("PUT", MODEL + "/versions/7/baseline", "application/json", document), 404);
  }

  @Test
  void whatDoesNotLoadLeavesTheOldVersionServingAndSaysWhy() throws Exception {
    Path versions = live.registry.resolve("bike-demand/versions");
    Path corrupt = Files.createDirectories(versions.resolve("2"));
    byte[] onnx = Files.readAllBytes(versions.resolve("1/model.onnx"));
    Files.write(corrupt.resolve("model.onnx"), java.util.Arrays.copyOf(onnx, onnx.length / 2));
    assertThat(refused(promote(2), 409)).contains("damaged");

    Path foreign = Files.createDirectories(versions.resolve("3"));
    Files.write(foreign.resolve("model.onnx"), onnx);
    Files.copy(
        examples().resolve("kc-house-prices/registry/house-price/versions/1/baseline.json"),
        foreign.resolve("baseline.json"));
    assertThat(refused(promote(3), 409)).contains("baseline.json", "house-price");

    Path hostile = Files.createDirectories(versions.resolve("4"));
    Files.write(hostile.resolve("model.onnx"), onnx);
    Files.writeString(hostile.resolve("model.yaml"), "name: !!javax.script.ScriptEngineManager []");
    assertThat(refused(promote(4), 409)).contains("model.yaml, line 1");

    Files.writeString(live.registry.resolve("bike-demand/aliases.yaml"), "production: 2\n");
    LiveService.await(
        "the failure is told",
        () -> live.json(MODEL + "/versions/2").path("state").asText().equals("failed"));
    assertThat(live.json(MODEL + "/versions/2").path("problem").asText()).contains("damaged");
    assertThat(live.get("/metrics").body())
        .containsPattern("ml_model_load_errors_total\\{model=\"bike-demand\"\\} [1-9]");
    assertThat(predict()).isEqualTo(200);
  }

  @Test
  void swapsUnderLoadFailNoRequestAndLeaveNothingBehind() throws Exception {
    Path versions = live.registry.resolve("bike-demand/versions");
    LiveService.copy(versions.resolve("1"), versions.resolve("2"));
    AtomicBoolean stop = new AtomicBoolean();
    ExecutorService callers = Executors.newFixedThreadPool(4);
    List<Future<Integer>> sent = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      sent.add(
          callers.submit(
              () -> {
                int requests = 0;
                while (!stop.get()) {
                  HttpResponse<String> response = live.post(MODEL + "/predict", ROW);
                  assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
                  requests++;
                }
                return requests;
              }));
    }
    try {
      for (int swap = 0; swap < SWAPS; swap++) {
        HttpResponse<String> response = promote(1 + (swap + 1) % 2);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
      }
    } finally {
      stop.set(true);
      callers.shutdown();
    }
    for (Future<Integer> requests : sent) {
      assertThat(requests.get()).isPositive();
    }
    LiveService.await(
        "the other version is retired", () -> live.service.models().versions().size() == 1);
    assertThat(live.get("/metrics").body()).doesNotContain("version=\"2\"");
  }

  @Test
  void thePageOfTheWholeServicePassesPromtool() throws Exception {
    org.junit.jupiter.api.Assumptions.assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/promtool")), "promtool is not installed");
    predict();
    Process promtool =
        new ProcessBuilder("promtool", "check", "metrics").redirectErrorStream(true).start();
    try (var in = promtool.getOutputStream()) {
      new ByteArrayInputStream(live.get("/metrics").body().getBytes(StandardCharsets.UTF_8))
          .transferTo(in);
    }
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    promtool.getInputStream().transferTo(said);
    assertThat(promtool.waitFor()).as(said.toString(StandardCharsets.UTF_8)).isZero();
  }

  @Test
  void aPortInUseIsAFailureThatSaysWhatToDo() {
    int port = java.net.URI.create(live.service.address()).getPort();
    assertThat(run("serve", "--registry", registry().toString(), "--port", Integer.toString(port)))
        .isEqualTo(ExitStatus.FAILED);
    assertThat(err.toString())
        .contains("port " + port, "choose another with --port")
        .doesNotContain("Exception");
    assertThatThrownBy(
            () -> RunningService.start(ServiceSettings.of(folder.resolve("none"), "127.0.0.1", 0)))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("register");
  }

  @Test
  void theCommandsOfAClientWork() throws Exception {
    Path rows = hours("rows.csv", 100, 3);
    String url = live.service.address();
    LiveService.copy(
        live.registry.resolve("bike-demand/versions/1"),
        live.registry.resolve("bike-demand/versions/2"));
    assertThat(run("replay", "--url", url, "--model", "bike-demand", "--data", rows.toString()))
        .as(err.toString())
        .isEqualTo(ExitStatus.DONE);
    assertThat(out.toString()).contains("100 rows");
    assertThat(live.get("/metrics").body())
        .contains("ml_predictions_total{model=\"bike-demand\",version=\"1\"} 100.0");
    String[] promote = {
      "promote", "--url", url, "--model", "bike-demand", "--version", "2", "--reason", "better"
    };
    assertThat(run(promote)).as(err.toString()).isEqualTo(ExitStatus.DONE);
    assertThat(live.json(MODEL).path("production").asText()).isEqualTo("2");
    assertThat(run("rollback", "--url", url, "--model", "bike-demand"))
        .as(err.toString())
        .isEqualTo(ExitStatus.DONE);
    assertThat(live.json(MODEL).path("production").asText()).isEqualTo("1");
    assertThat(run("replay", "--url", url, "--model", "nobody", "--data", rows.toString()))
        .isEqualTo(ExitStatus.FAILED);
    assertThat(err.toString()).contains("nobody").doesNotContain("Exception");
  }

  private int predict() throws Exception {
    HttpResponse<String> response = live.post(MODEL + "/predict", ROW);
    return response.statusCode();
  }

  private HttpResponse<String> promote(int version) throws Exception {
    return live.send(
        "PUT",
        MODEL + "/aliases/production",
        "application/json",
        "{\"version\":" + version + ",\"reason\":\"a test\"}");
  }

  private static String refused(HttpResponse<String> response, int status) throws Exception {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("content-type")).contains("application/problem+json");
    assertThat(response.body()).doesNotContain("Exception", "nextgen", "micronaut", "\\tat ");
    return LiveService.tree(response).path("detail").asText();
  }
}
