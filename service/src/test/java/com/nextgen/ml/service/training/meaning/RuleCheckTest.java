package com.nextgen.ml.service.training.meaning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.ScoreKind;
import com.nextgen.ml.monitoring.schema.ScoreMeaning;
import com.nextgen.ml.monitoring.schema.Task;
import com.nextgen.ml.monitoring.schema.policy.MonitoringPolicy;
import com.nextgen.ml.service.inference.ModelLoadException;
import com.nextgen.ml.service.inference.onnx.RawOutputs;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Forests add votes as floats: half of the votes is ½ on some rows, and a float beside it on
 * others.
 */
class RuleCheckTest {
  private static final double BELOW = Math.nextDown(0.5f);
  private static final double ABOVE = Math.nextUp(0.5f);

  @Test
  void halfIsNegativeAndTheNextFloatPositiveIfTheFileSaysSo() throws Exception {
    assertThat(threshold("0 0 0 1 1", 0.2, 0.5, 0.5, ABOVE, 0.9)).isEqualTo(ABOVE);
  }

  @Test
  void theFloatBelowHalfIsPositiveIfTheFileSaysSo() throws Exception {
    assertThat(threshold("0 1 1 1", 0.2, BELOW, 0.5, 0.9)).isEqualTo(BELOW);
  }

  @Test
  void halfStaysTheThresholdIfItGivesTheFilesLabels() throws Exception {
    assertThat(threshold("0 0 1 1", 0.2, BELOW, 0.5, 0.9)).isEqualTo(0.5);
  }

  @Test
  void onlyHalfIsNegativeIfTheFileSaysSo() throws Exception {
    assertThat(threshold("0 0 1", 0.2, 0.5, 0.9)).isEqualTo(ABOVE);
  }

  @Test
  void refusesATieThatNoThresholdSeparates() {
    assertThatThrownBy(() -> threshold("0 0 1 1", 0.2, 0.5, 0.5, 0.9))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContaining("in 25.0 % of 4 validation rows")
        .hasMessageContaining("declare --score margin, where its labels decide");
  }

  private static double threshold(String labels, double... scores) throws ModelLoadException {
    List<String> spelled = List.of(labels.split(" ", -1));
    int[] classes = spelled.stream().mapToInt(Integer::parseInt).toArray();
    Evidence evidence =
        new Evidence(
            "validation rows",
            new RawOutputs(scores.length, spelled, true, scores, 1, List.of()),
            Arrays.copyOf(classes, classes.length));
    assertThat(IntStream.of(classes).distinct().count()).isEqualTo(2);
    return new RuleCheck(schema(), evidence, classes).agreed().threshold();
  }

  private static ModelSchema schema() {
    return new ModelSchema(
        "forest",
        "",
        Task.BINARY_CLASSIFICATION,
        List.of(Feature.numeric("x")),
        "y",
        List.of("0", "1"),
        "1",
        Map.of(),
        new ScoreMeaning(ScoreKind.PROBABILITY, null),
        List.of(),
        List.of(),
        MonitoringPolicy.DEFAULT);
  }
}
