package com.nextgen.ml.service.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is served is what Python answered when the models were trained. */
class ServedExamplesTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir static Path folder;
  private static LiveService live;

  @BeforeAll
  static void start() throws Exception {
    live =
        new LiveService(
            folder, "online-shoppers", "bike-sharing", "kc-house-prices", "marketplace");
  }

  @AfterAll
  static void stop() {
    live.close();
  }

  static List<Path> expectations() throws Exception {
    try (Stream<Path> files = Files.walk(RegistryCommandsTest.examples(), 2)) {
      List<Path> found =
          files
              .filter(file -> file.getFileName().toString().matches("expected.*\\.json"))
              .sorted()
              .toList();
      assertThat(found).hasSize(5);
      return found;
    }
  }

  @Test
  void theFirstRequestOfTheReadmeIsAnsweredAsItStandsThere() throws Exception {
    String readme = Files.readString(RegistryCommandsTest.examples().resolveSibling("README.md"));
    Matcher request =
        Pattern.compile("curl -s localhost:8080(/v1/\\S+/predict) .*\\\\\\s+-d '(.*)'")
            .matcher(readme);
    assertThat(request.find()).isTrue();
    HttpResponse<String> response = live.post(request.group(1), request.group(2));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
  }

  @ParameterizedTest
  @MethodSource("expectations")
  void answersEqualThoseOfPython(Path file) throws Exception {
    JsonNode expected = MAPPER.readTree(file.toFile());
    double tolerance = expected.path("tolerance").asDouble();
    ObjectNode body = MAPPER.createObjectNode();
    ArrayNode instances = body.putArray("instances");
    for (JsonNode row : expected.path("rows")) {
      instances.addObject().set("features", row.path("features"));
    }
    assertThat(instances.size()).isGreaterThanOrEqualTo(20);
    HttpResponse<String> response =
        live.post("/v1/models/" + expected.path("model").asText() + "/predict", body.toString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    JsonNode predictions = LiveService.tree(response).path("predictions");
    assertThat(predictions.size()).isEqualTo(instances.size());
    for (int i = 0; i < predictions.size(); i++) {
      for (String source : List.of("onnx", "native")) {
        JsonNode answer = expected.path("rows").get(i).path(source);
        String what = source + " of row " + i;
        JsonNode found = predictions.get(i);
        if (answer.has("score")) {
          assertThat(found.path("prediction")).as(what).isEqualTo(answer.path("prediction"));
          near(what, found.path("score"), answer.path("score"), tolerance);
        } else {
          near(what, found.path("prediction"), answer.path("prediction"), tolerance);
        }
      }
    }
  }

  private static void near(String what, JsonNode found, JsonNode wanted, double tolerance) {
    assertThat(found.isNumber()).as(what).isTrue();
    double value = wanted.doubleValue();
    assertThat(found.doubleValue())
        .as(what)
        .isCloseTo(value, within(tolerance * Math.max(1, Math.abs(value))));
  }
}
