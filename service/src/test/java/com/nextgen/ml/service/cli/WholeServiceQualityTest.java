package com.nextgen.ml.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The route of data quality, and what requests of a wrong type count for it. */
class WholeServiceQualityTest extends WholeServiceFixture {

  @Test
  void reportsWrongTypesAndDuplicateRows() throws Exception {
    String again = ROW.replace("\"r\"", "\"s\"");
    String other = ROW.replace("\"r\"", "\"t\"").replace("0.5", "0.6");
    String wrong = instances(ROW.replace("\"hr\":7", "\"hr\":\"seven\""));
    String three = instances(ROW, again, other);
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

  @Test
  void countsATensorOfAWrongTypeForItsFeature() throws Exception {
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

  @Test
  void namesAtMostTwentyUnseenValuesIfThePolicyAllows() throws Exception {
    Path second = secondVersion();
    Path first = live.registry.resolve("bike-demand");
    Files.copy(first.resolve("versions/1/baseline.json"), second.resolve("baseline.json"));
    String schema = Files.readString(first.resolve("model.yaml"));
    Files.writeString(second.resolve("model.yaml"), schema + "  show-values: true\n");
    assertThat(promote(2).statusCode()).isEqualTo(200);
    String observed = observation(ROW);
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

  private static JsonNode check(JsonNode of, String name) {
    for (JsonNode check : of.path("checks")) {
      if (check.path("check").asText().equals(name)) {
        return check;
      }
    }
    throw new AssertionError("no check " + name + " in " + of);
  }

  private static String tensor(String name, String type, String value) {
    return "{\"name\":\"%s\",\"datatype\":\"%s\",\"shape\":[1,1],\"data\":[%s]},"
        .formatted(name, type, value);
  }
}
