package com.nextgen.ml.service.inference.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.monitoring.schema.Task;
import com.nextgen.ml.monitoring.schema.policy.MonitoringPolicy;
import com.nextgen.ml.service.inference.TestFiles;
import com.nextgen.ml.service.registry.BaselineReader;
import com.nextgen.ml.service.registry.ModelRegistry;
import com.nextgen.ml.service.registry.StoredVersion;
import com.nextgen.ml.service.registry.directory.DirectoryRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Served predictions equal those that were stored where the models were trained. */
class StoredModelsTest {
  private final OnnxRuntime runtime = new OnnxRuntime();

  @ParameterizedTest
  @CsvSource({
    "xgboost_classifier_tree, probabilities",
    "xgboost_regressor_tree, variable",
    "lgbm_classifier_tensor, probabilities",
    "lgbm_regressor_tensor, output"
  })
  void treesReproduceTheirStoredOutputs(String name, String output) throws Exception {
    Optional<Path> data = TestFiles.sharedData().map(path -> path.resolve("onnx-trees"));
    assumeTrue(data.isPresent() && Files.isDirectory(data.get()), "no shared/data/onnx-trees");
    JsonNode stored = TestFiles.json(data.get().resolve("expected.json")).get(name);
    double[] row = numbers(stored.get("input").get(0));
    boolean classifier = output.equals("probabilities");
    ModelSchema schema =
        new ModelSchema(
            name,
            "",
            classifier ? Task.MULTICLASS_CLASSIFICATION : Task.REGRESSION,
            IntStream.range(0, row.length).mapToObj(i -> Feature.numeric("f" + i)).toList(),
            null,
            classifier ? List.of("0", "1", "2") : List.of(),
            null,
            Map.of(),
            0.5,
            List.of(),
            List.of(),
            MonitoringPolicy.DEFAULT);
    byte[] onnx = Files.readAllBytes(data.get().resolve(name + ".model.onnx"));
    try (OnnxModel model = runtime.open(onnx, schema)) {
      PredictionBlock found = model.predict(new RowBlock(1, row, new String[0]));
      double[] expected = numbers(classifier ? stored.get(output).get(0) : stored.get(output));
      assertThat(classifier ? found.scores() : found.score())
          .containsExactly(expected, within(1e-6));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "bike-sharing, bike-demand, expected.json",
    "kc-house-prices, house-price, expected.json",
    "online-shoppers, shopper-intent, expected.json",
    "marketplace, purchase-intent, expected-purchase-intent.json",
    "marketplace, price-suggestion, expected-price-suggestion.json"
  })
  void examplesEqualPython(String example, String name, String file) throws Exception {
    Path directory = TestFiles.examples().resolve(example);
    JsonNode stored = TestFiles.json(directory.resolve(file));
    double tolerance = stored.get("tolerance").doubleValue();
    ModelRegistry registry =
        new DirectoryRegistry(
            directory.resolve("registry"), BaselineReader.DOCUMENT, OnnxRuntime.MAX_MODEL_BYTES);
    StoredVersion version = registry.read(name, 1);
    assertThat(version.sha256()).isEqualTo(stored.get("sha256").asText());
    ModelSchema schema = version.schema();
    int n = stored.get("rows").size();
    RowBlock rows = TestFiles.rows(schema, stored.get("rows").findValues("features"), n);
    try (OnnxModel model = runtime.open(version.onnx(), schema)) {
      PredictionBlock found = model.predict(rows);
      for (int row = 0; row < n; row++) {
        for (String side : List.of("onnx", "native")) {
          JsonNode expected = stored.get("rows").get(row).get(side);
          String what = side + " row " + row;
          if (schema.task() == Task.REGRESSION) {
            double value = expected.get("prediction").doubleValue();
            assertThat(found.score()[row])
                .as(what)
                .isCloseTo(value, within(tolerance * Math.max(1, Math.abs(value))));
          } else {
            assertThat(schema.classes().get(found.classIndex()[row]))
                .as(what)
                .isEqualTo(expected.get("prediction").asText());
            assertThat(found.score()[row])
                .as(what)
                .isCloseTo(expected.get("score").doubleValue(), within(tolerance));
          }
        }
      }
    }
  }

  private static double[] numbers(JsonNode array) {
    return IntStream.range(0, array.size()).mapToDouble(i -> array.get(i).doubleValue()).toArray();
  }
}
