package com.nextgen.ml.service.inference.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.Missing;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.monitoring.schema.ScoreKind;
import com.nextgen.ml.monitoring.schema.ScoreMeaning;
import com.nextgen.ml.monitoring.schema.Task;
import com.nextgen.ml.monitoring.schema.policy.MonitoringPolicy;
import com.nextgen.ml.service.fault.ErrorReason;
import com.nextgen.ml.service.inference.InferenceException;
import com.nextgen.ml.service.inference.TestFiles;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What labels and scores of a model mean. */
class OnnxOutputsTest extends OnnxModelFixture {
  @Test
  void namesOutputsThatAreUnusable() {
    assertThatThrownBy(() -> open("label-only-string.onnx", twoNumbers()))
        .hasMessageContaining("no output is a value")
        .hasMessageContaining("label");
    assertThatThrownBy(() -> open("value-column.onnx", threeClasses()))
        .hasMessageContaining("no output is a label or has 3 scores a row")
        .hasMessageContaining("variable");
  }

  @Test
  void anUnknownLabelIsAModelError() throws Exception {
    ModelSchema other = classes(Task.MULTICLASS_CLASSIFICATION, null, "cold", "mild", "warm");
    try (OnnxModel model = open("label-only-string.onnx", other)) {
      InferenceException error =
          catchThrowableOfType(
              InferenceException.class,
              () -> model.predict(new RowBlock(1, new double[] {1.5, -2}, new String[0])));
      assertThat(error).hasMessageContaining("'hot'").hasMessageContaining("cold, mild, warm");
      assertThat(error.reason()).isEqualTo(ErrorReason.MODEL);
    }
  }

  @Test
  void integerLabelsAreIndexesUnlessTheyNameClasses() throws Exception {
    ModelSchema schema = classes(Task.BINARY_CLASSIFICATION, "yes", "no", "yes");
    try (OnnxModel model = open("zipmap-integer-labels.onnx", schema)) {
      PredictionBlock found =
          model.predict(new RowBlock(2, new double[] {0, 0, 1.5, -2}, new String[0]));
      assertThat(found.classIndex()).containsExactly(0, 1);
      assertThat(found.score()[1]).isCloseTo(0.9617895, within(1e-6));
    }
  }

  @Test
  void theThresholdPrecedesTheLabel() throws Exception {
    ModelSchema strict =
        new ModelSchema(
            "m",
            "",
            Task.BINARY_CLASSIFICATION,
            List.of(Feature.numeric("x"), Feature.numeric("y")),
            null,
            List.of("no", "yes"),
            "yes",
            Map.of(),
            0.99,
            List.of(),
            List.of(),
            MonitoringPolicy.DEFAULT);
    try (OnnxModel model = open("zipmap-string-labels.onnx", strict)) {
      PredictionBlock found = model.predict(new RowBlock(1, new double[] {1.5, -2}, new String[0]));
      assertThat(found.score()[0]).isGreaterThan(0.9).isLessThan(0.99);
      assertThat(found.classIndex()).containsExactly(0);
    }
  }

  @Test
  void aScoreOutsideTheUnitIntervalIsAModelErrorUnlessDeclared() throws Exception {
    ModelSchema unsaid = classes(Task.BINARY_CLASSIFICATION, "1", "0", "1");
    RowBlock rows = new RowBlock(2, new double[] {0.01, 0, 0, -3, 3, 0}, new String[0]);
    byte[] svc = Files.readAllBytes(TestFiles.fixtures().resolveSibling("meaning/linear-svc.onnx"));
    ModelSchema three =
        schema(
            Task.BINARY_CLASSIFICATION,
            List.of(Feature.numeric("a"), Feature.numeric("b"), Feature.numeric("c")),
            unsaid.classes(),
            "1");
    try (OnnxModel model = runtime.open(svc, three)) {
      InferenceException error =
          catchThrowableOfType(InferenceException.class, () -> model.predict(rows));
      assertThat(error.reason()).isEqualTo(ErrorReason.MODEL);
      assertThat(error)
          .hasMessageStartingWith("row ")
          .hasMessageContaining("which is no probability")
          .hasMessageContaining("score: margin, logit or none");
    }
    try (OnnxModel model =
        runtime.open(svc, three.withScoring(new ScoreMeaning(ScoreKind.MARGIN, null)))) {
      PredictionBlock said = model.predict(rows);
      assertThat(said.classIndex()).containsExactly(said.score()[0] > 0 ? 1 : 0, 0);
    }
    try (OnnxModel model =
        runtime.open(svc, three.withScoring(new ScoreMeaning(ScoreKind.MARGIN, -100.0)))) {
      assertThat(model.predict(rows).classIndex()).containsExactly(1, 1);
    }
  }

  @Test
  void aScoreAtExactlyTheThresholdIsPositive() throws Exception {
    ModelSchema plain = classes(Task.BINARY_CLASSIFICATION, "yes", "no", "yes");
    RowBlock rows = new RowBlock(1, new double[] {0.25, 0.5}, new String[0]);
    double score;
    try (OnnxModel model = open("single-score.onnx", plain)) {
      score = model.predict(rows).score()[0];
    }
    for (double threshold : new double[] {score, Math.nextUp(score)}) {
      ModelSchema cut = plain.withScoring(new ScoreMeaning(ScoreKind.PROBABILITY, threshold));
      try (OnnxModel model = open("single-score.onnx", cut)) {
        assertThat(model.predict(rows).classIndex()).containsExactly(threshold == score ? 1 : 0);
      }
    }
  }

  @Test
  void aNaNScoreHasNoClass() throws Exception {
    ModelSchema binary = classes(Task.BINARY_CLASSIFICATION, "yes", "no", "yes");
    try (OnnxModel model = open("single-score.onnx", binary)) {
      PredictionBlock found =
          model.predict(new RowBlock(2, new double[] {Missing.NUMBER, 1, 0, 0}, new String[0]));
      assertThat(found.score()[0]).isNaN();
      assertThat(found.classIndex()).containsExactly(-1, 1);
    }
    try (OnnxModel model = open("three-classes-tensor.onnx", threeClasses())) {
      PredictionBlock found =
          model.predict(new RowBlock(1, new double[] {Double.NaN, 1}, new String[0]));
      assertThat(found.score()[0]).isNaN();
      assertThat(found.classIndex()).containsExactly(-1);
    }
  }
}
