package com.nextgen.ml.service.inference.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.FeatureType;
import com.nextgen.ml.monitoring.schema.Missing;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.Precision;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.service.inference.InferenceException;
import com.nextgen.ml.service.inference.ModelLoadException;
import com.nextgen.ml.service.inference.TensorSpec;
import com.nextgen.ml.service.inference.TestFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class OnnxModelTest extends OnnxModelFixture {
  @TestFactory
  Stream<DynamicTest> everyKindOfModelReproducesItsStoredOutputs() throws IOException {
    JsonNode document = TestFiles.json(TestFiles.fixtures().resolve("cases.json"));
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonNode item : document.get("cases")) {
      tests.add(
          DynamicTest.dynamicTest(
              item.get("name").asText(),
              () -> givesItsStoredOutputs(item, document.get("tolerance").doubleValue())));
    }
    assertThat(tests).hasSizeGreaterThan(10);
    return tests.stream();
  }

  private void givesItsStoredOutputs(JsonNode item, double tolerance) throws Exception {
    ModelSchema schema = schema(item);
    int n = item.get("rows").size();
    RowBlock rows = TestFiles.rows(schema, item.get("rows"), n);
    JsonNode expected = item.get("expected");
    try (OnnxModel model = open(item.get("file").asText(), schema)) {
      PredictionBlock found = model.predict(rows);
      assertThat(found.rows()).isEqualTo(n);
      if (expected.has("values")) {
        assertThat(found.score()).containsExactly(doubles(expected.get("values")), at(tolerance));
      }
      if (expected.has("labels")) {
        List<String> labels =
            Arrays.stream(found.classIndex()).mapToObj(schema.classes()::get).toList();
        assertThat(labels).isEqualTo(texts(expected.get("labels")));
      }
      if (expected.has("scores")) {
        double[] all = found.scores() == null ? found.score() : found.scores();
        assertThat(all).containsExactly(doubles(expected.get("scores")), at(tolerance));
      } else if (expected.has("labels")) {
        assertThat(found.scores()).isNull();
        assertThat(Arrays.stream(found.score()).allMatch(Missing::is)).isTrue();
      }
    }
    assertThat(runtime.openSessions()).isZero();
  }

  @TestFactory
  Stream<DynamicTest> refusesModelsThatAreNotSelfContained() throws IOException {
    JsonNode document = TestFiles.json(TestFiles.fixtures().resolve("cases.json"));
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonNode item : document.get("refused")) {
      String file = item.get("file").asText();
      tests.add(
          DynamicTest.dynamicTest(
              file,
              () -> {
                assertThatThrownBy(() -> open(file, twoNumbers()))
                    .isInstanceOf(ModelLoadException.class)
                    .hasMessageContaining(
                        file.startsWith("external") ? "weights in another file" : "the model file")
                    .hasMessageNotContaining("ai.onnx")
                    .hasMessageNotContaining(".cc");
                assertThat(runtime.openSessions()).isZero();
              }));
    }
    assertThat(tests).hasSize(5);
    return tests.stream();
  }

  @Test
  void damagedBytesAreAnError() throws Exception {
    byte[] whole = Files.readAllBytes(TestFiles.fixtures().resolve("three-classes-tensor.onnx"));
    ModelSchema schema = threeClasses();
    int opened = 0;
    for (int i = 0; i < whole.length; i += 3) {
      byte[] damaged = whole.clone();
      damaged[i] ^= (byte) 0xff;
      try (OnnxModel model = runtime.open(damaged, schema)) {
        opened++;
        model.predict(new RowBlock(1, new double[2], new String[0]));
      } catch (ModelLoadException | InferenceException e) {
        assertThat(e.getMessage()).isNotBlank();
      }
    }
    assertThat(opened).isLessThan(whole.length / 3);
    assertThat(runtime.openSessions()).isZero();
  }

  @Test
  void chunksEqualSingleRows() throws Exception {
    int n = 2_500;
    double[] numbers = IntStream.range(0, 2 * n).mapToDouble(i -> Math.sin(i) * 3).toArray();
    try (OnnxModel model = open("three-classes-tensor.onnx", threeClasses())) {
      PredictionBlock all = model.predict(new RowBlock(n, numbers, new String[0]));
      for (int row = 0; row < n; row += 7) {
        double[] one = Arrays.copyOfRange(numbers, 2 * row, 2 * row + 2);
        PredictionBlock alone = model.predict(new RowBlock(1, one, new String[0]));
        assertThat(all.score()[row]).isCloseTo(alone.score()[0], within(1e-6));
        assertThat(all.classIndex()[row]).isEqualTo(alone.classIndex()[0]);
      }
    }
  }

  @Test
  void runsASingleRowModelOnManyRows() throws Exception {
    try (OnnxModel model = open("fixed-batch.onnx", twoNumbers())) {
      double[] rows = {1, 2, 3, 4, 5, 6};
      PredictionBlock found = model.predict(new RowBlock(3, rows, new String[0]));
      assertThat(found.score()).containsExactly(3, 7, 11);
    }
  }

  @Test
  void predictsNothingForNoRows() throws Exception {
    try (OnnxModel model = open("three-classes-tensor.onnx", threeClasses())) {
      PredictionBlock found = model.predict(new RowBlock(0, new double[0], new String[0]));
      assertThat(found.rows()).isZero();
    }
  }

  @Test
  void integerInputsRefuseMissingValuesAndFractions() throws Exception {
    ModelSchema schema =
        regression(
            Feature.numeric("count"),
            new Feature("size", FeatureType.CATEGORICAL, List.of("small", "large"), null),
            Feature.bool("gift"));
    try (OnnxModel model = open("matrix-int64.onnx", schema)) {
      String[] fine = {"small", "true", "large", "false"};
      assertInvalid(model, new RowBlock(2, new double[] {1, Missing.NUMBER}, fine))
          .hasMessageContaining("row 1: feature 'count' is missing");
      assertInvalid(model, new RowBlock(2, new double[] {1, Double.NaN}, fine))
          .hasMessageContaining("row 1: feature 'count' is NaN");
      assertInvalid(model, new RowBlock(2, new double[] {1.5, 1}, fine))
          .hasMessageContaining("row 0: feature 'count' is not a whole number");
      assertInvalid(model, new RowBlock(2, new double[] {1, 0x1p63}, fine))
          .hasMessageContaining("row 1: feature 'count'");
      String[] absent = {"small", "true", "large", null};
      assertInvalid(model, new RowBlock(2, new double[] {1, 1}, absent))
          .hasMessageContaining("row 1: feature 'gift' is missing");
      String[] unseen = {"gigantic", "false"};
      assertThat(model.predict(new RowBlock(1, new double[] {1}, unseen)).score())
          .containsExactly(1 - 10);
    }
  }

  @Test
  void aTensorOfIntegersTakesEachDigitOfAWholeNumber() throws Exception {
    ModelSchema schema =
        regression(
            Feature.numeric("first seen").withInput("first_seen"), Feature.numeric("last_seen"));
    try (OnnxModel model = open("difference-int64.onnx", schema)) {
      long first = (1L << 62) + 513;
      long[] exact = {first, Long.MAX_VALUE, 0, 0};
      double[] numbers = {(double) first, (double) Long.MAX_VALUE, 3, 7};
      assertThat(model.predict(new RowBlock(2, numbers, new String[0], exact)).score())
          .containsExactly((double) (Long.MAX_VALUE - first), 4);
    }
  }

  @Test
  void namesInputsThatAreNotFeatures() {
    assertThatThrownBy(
            () ->
                open(
                    "mixed-inputs.onnx",
                    regression(Feature.numeric("amount"), Feature.categorical("colour"))))
        .hasMessageContaining("inputs that are no features: gift, quantity, rate, size");
    assertThatThrownBy(() -> open("matrix-double.onnx", regression(Feature.numeric("x"))))
        .hasMessageContaining("input 'features' has 2 columns");
    assertThatThrownBy(
            () ->
                open(
                    "matrix-double.onnx",
                    regression(Feature.numeric("x"), Feature.categorical("y"))))
        .hasMessageContaining("categorical feature 'y' needs codes");
    assertThatThrownBy(
            () ->
                open(
                    "boolean-as-text.onnx",
                    regression(Feature.numeric("amount"), Feature.numeric("gift"))))
        .hasMessageContaining("input 'gift' takes texts: numeric feature 'gift' is none");
  }

  @Test
  void describesItsSignature() throws Exception {
    try (OnnxModel model = open("three-classes-zipmap.onnx", threeClasses())) {
      assertThat(model.signature().inputs()).hasSize(1);
      assertThat(model.signature().isMatrix(2)).isTrue();
      assertThat(model.signature().precision()).isEqualTo(Precision.FLOAT32);
      assertThat(model.signature().outputs())
          .containsExactly(
              new TensorSpec("output_label", "BYTES", List.of(-1L)),
              new TensorSpec("output_probability", "FP32", List.of(-1L, 3L)));
    }
    try (OnnxModel model = open("matrix-double.onnx", twoNumbers())) {
      assertThat(model.signature().precision()).isEqualTo(Precision.FLOAT64);
      assertThat(model.signature().outputs())
          .containsExactly(new TensorSpec("value", "FP64", List.of(-1L, 1L)));
    }
  }
}
