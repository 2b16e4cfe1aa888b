package com.nextgen.ml.service.feedback;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.Task;
import com.nextgen.ml.monitoring.schema.policy.MonitoringPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/** Rows of weather of three classes, and what scikit-learn says of them. */
record ThreeClasses(JsonNode fixture) {
  /** Written by {@code make_performance_fixture.py}. */
  private static final String FIXTURE =
      "monitoring/src/test/resources/com/nextgen/ml/monitoring/figures/performance.json";

  static ThreeClasses read() throws IOException {
    Path at = Path.of("").toAbsolutePath();
    while (!Files.isRegularFile(at.resolve(FIXTURE))) {
      at = at.getParent();
    }
    JsonNode all = new ObjectMapper().readTree(at.resolve(FIXTURE).toFile()).get("cases");
    return new ThreeClasses(
        StreamSupport.stream(all.spliterator(), false)
            .filter(one -> one.get("name").textValue().equals("weathersit"))
            .findFirst()
            .orElseThrow());
  }

  ModelSchema schema() {
    return new ModelSchema(
        "weather",
        "team-test",
        Task.MULTICLASS_CLASSIFICATION,
        List.of(Feature.numeric("value")),
        "target",
        List.of("clear", "mist", "rain"),
        null,
        Map.of(),
        0.5,
        List.of(),
        List.of(),
        MonitoringPolicy.DEFAULT);
  }

  int rows() {
    return fixture.get("score").size();
  }

  List<String> ids() {
    return IntStream.range(0, rows()).mapToObj(row -> "w" + row).toList();
  }

  PredictionBlock predictions() {
    int[] predicted =
        StreamSupport.stream(fixture.get("predicted").spliterator(), false)
            .mapToInt(JsonNode::intValue)
            .toArray();
    return new PredictionBlock(rows(), predicted, numbers("score"), numbers("scores"));
  }

  /** Of every other row. */
  List<Label> labels(int first) {
    List<Label> labels = new ArrayList<>();
    for (int row = first; row < rows(); row += 2) {
      String name = schema().classes().get(fixture.get("actual").get(row).intValue());
      labels.add(new Label("w" + row, name, Double.NaN, null, null, false));
    }
    return labels;
  }

  Map<String, Double> figures() {
    Map<String, Double> figures = new TreeMap<>();
    fixture
        .get("figures")
        .properties()
        .forEach(figure -> figures.put(figure.getKey(), figure.getValue().doubleValue()));
    return figures;
  }

  private double[] numbers(String name) {
    return StreamSupport.stream(fixture.get(name).spliterator(), false)
        .mapToDouble(JsonNode::doubleValue)
        .toArray();
  }
}
