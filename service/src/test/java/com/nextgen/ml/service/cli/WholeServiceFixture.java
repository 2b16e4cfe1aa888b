package com.nextgen.ml.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The wired service over HTTP, with a copy of the bike-sharing example. */
abstract class WholeServiceFixture extends RegistryCommandsTest {
  static final String MODEL = "/v1/models/bike-demand";

  /** A row of an instance or an observation. */
  static final String ROW =
      """
      {"id":"r","features":{"hr":7,"holiday":false,"weekday":"3","workingday":true,
      "weathersit":"1","temp":0.3,"atemp":0.3,"hum":0.5,"windspeed":0.1}}\
      """;

  LiveService live;

  @BeforeEach
  void start() throws Exception {
    live = new LiveService(folder, "bike-sharing");
  }

  @AfterEach
  void stop() {
    live.close();
  }

  static String instances(String... rows) {
    return "{\"instances\":[" + String.join(",", rows) + "]}";
  }

  /** Of a row of which a demand of 100 was predicted elsewhere. */
  static String observation(String row) {
    return "{\"observations\":[" + row.replace("}}", "},\"prediction\":100}") + "]}";
  }

  int predict() throws Exception {
    return live.post(MODEL + "/predict", instances(ROW)).statusCode();
  }

  /** A version 2 with the model of version 1, without schema and baseline of its own. */
  Path secondVersion() throws IOException {
    Path versions = live.registry.resolve("bike-demand/versions");
    Path second = Files.createDirectories(versions.resolve("2"));
    Files.copy(versions.resolve("1/model.onnx"), second.resolve("model.onnx"));
    return second;
  }

  HttpResponse<String> promote(int version) throws Exception {
    return live.send(
        "PUT",
        MODEL + "/aliases/production",
        "application/json",
        "{\"version\":" + version + ",\"reason\":\"a test\"}");
  }

  static String refused(HttpResponse<String> response, int status) throws Exception {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("content-type")).contains("application/problem+json");
    assertThat(response.body()).doesNotContain("Exception", "nextgen", "micronaut", "\\tat ");
    return LiveService.tree(response).path("detail").asText();
  }
}
