package com.nextgen.ml.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The route of drift by the values of a segment column. */
class WholeServiceSegmentsTest extends WholeServiceFixture {

  @Test
  void refusesAnUndeclaredSegment() throws Exception {
    assertThat(refused(live.get(MODEL + "/drift?segment=weekday"), 400))
        .contains("weekday", "none");
    refused(live.get("/v1/models/nobody/drift?segment=weekday"), 404);
  }

  @Test
  void reportsSegmentsByFeatureAndByAttribute() throws Exception {
    Path second = secondVersion();
    String schema = Files.readString(live.registry.resolve("bike-demand/model.yaml"));
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
    assertThat(promote(2).statusCode()).isEqualTo(200);
    String three =
        instances(
            ROW.replace("{\"id\":\"r\",", "{\"groups\":{\"city\":\"rome\"},"),
            ROW.replace("{\"id\":\"r\",", "{\"groups\":{\"city\":\"oslo\"},"),
            ROW);
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
}
