package com.nextgen.ml.service.inference.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.FeatureType;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.monitoring.schema.Task;
import com.nextgen.ml.monitoring.schema.policy.MonitoringPolicy;
import com.nextgen.ml.service.fault.ErrorReason;
import com.nextgen.ml.service.inference.InferenceException;
import com.nextgen.ml.service.inference.ModelLoadException;
import com.nextgen.ml.service.inference.TestFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Opens the models of the fixtures. */
abstract class OnnxModelFixture {
  final OnnxRuntime runtime = new OnnxRuntime();

  static org.assertj.core.api.ThrowableAssert<InferenceException> assertInvalid(
      OnnxModel model, RowBlock rows) {
    InferenceException error =
        catchThrowableOfType(InferenceException.class, () -> model.predict(rows));
    assertThat(error.reason()).isEqualTo(ErrorReason.INVALID);
    return new org.assertj.core.api.ThrowableAssert<>(error);
  }

  OnnxModel open(String file, ModelSchema schema) throws IOException, ModelLoadException {
    return runtime.open(Files.readAllBytes(TestFiles.fixtures().resolve(file)), schema);
  }

  static ModelSchema twoNumbers() {
    return regression(Feature.numeric("x"), Feature.numeric("y"));
  }

  static ModelSchema threeClasses() {
    return classes(Task.MULTICLASS_CLASSIFICATION, null, "bird", "cat", "dog");
  }

  static ModelSchema regression(Feature... features) {
    return schema(Task.REGRESSION, List.of(features), List.of(), null);
  }

  static ModelSchema classes(Task task, String positive, String... classes) {
    return schema(
        task, List.of(Feature.numeric("x"), Feature.numeric("y")), List.of(classes), positive);
  }

  static ModelSchema schema(
      Task task, List<Feature> features, List<String> classes, String positive) {
    return new ModelSchema(
        "m",
        "",
        task,
        features,
        null,
        classes,
        positive,
        Map.of(),
        0.5,
        List.of(),
        List.of(),
        MonitoringPolicy.DEFAULT);
  }

  static ModelSchema schema(JsonNode item) {
    List<Feature> features = new ArrayList<>();
    for (JsonNode feature : item.get("features")) {
      features.add(
          new Feature(
              feature.get("name").asText(),
              FeatureType.parse(feature.get("type").asText()),
              feature.has("codes") ? texts(feature.get("codes")) : List.of(),
              feature.has("missing") ? feature.get("missing").asText() : null));
    }
    return schema(
        Task.parse(item.get("task").asText()),
        features,
        item.has("classes") ? texts(item.get("classes")) : List.of(),
        item.has("positiveClass") ? item.get("positiveClass").asText() : null);
  }

  static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  static double[] doubles(JsonNode array) {
    List<Double> values = new ArrayList<>();
    array.forEach(
        item -> {
          if (item.isArray()) {
            item.forEach(value -> values.add(value.doubleValue()));
          } else {
            values.add(item.doubleValue());
          }
        });
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  static org.assertj.core.data.Offset<Double> at(double tolerance) {
    return within(tolerance);
  }
}
