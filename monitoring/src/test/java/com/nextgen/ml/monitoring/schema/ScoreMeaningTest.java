package com.nextgen.ml.monitoring.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.nextgen.ml.monitoring.schema.policy.MonitoringPolicy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScoreMeaningTest {

  @Test
  void scoresAreProbabilitiesByDefault() {
    ModelSchema schema = binary(ScoreMeaning.UNSAID);
    assertThat(schema.scoreKind()).isEqualTo(ScoreKind.PROBABILITY);
    assertThat(schema.threshold()).isEqualTo(0.5);
    assertThat(schema.scoreDecides()).isTrue();
  }

  @Test
  void aMarginHasThresholdZeroAndLetsTheLabelDecide() {
    ModelSchema schema = binary(new ScoreMeaning(ScoreKind.MARGIN, null));
    assertThat(schema.threshold()).isZero();
    assertThat(schema.scoreDecides()).isFalse();
    assertThat(schema.hasProbabilities()).isFalse();
    assertThat(binary(new ScoreMeaning(ScoreKind.MARGIN, -1.5)).scoreDecides()).isTrue();
  }

  @Test
  void thresholdsAreOnTheScaleOfTheScore() {
    assertThat(binary(new ScoreMeaning(ScoreKind.LOGIT, 3.5)).threshold()).isEqualTo(3.5);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> binary(new ScoreMeaning(ScoreKind.PROBABILITY, 3.5)))
        .withMessage("threshold must be between 0 and 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> binary(new ScoreMeaning(ScoreKind.MARGIN, Double.NaN)))
        .withMessage("threshold must be a finite number");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> binary(new ScoreMeaning(ScoreKind.NONE, 0.5)))
        .withMessage("threshold needs a score, and score is none");
  }

  @Test
  void refusesAKindThatDoesNotFitTheTask() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> binary(new ScoreMeaning(ScoreKind.VALUE, null)))
        .withMessage("score 'value' is not for binary-classification");
    assertThat(ScoreKind.MARGIN.isFor(Task.CLUSTERING)).isFalse();
    assertThat(ScoreKind.VALUE.isFor(Task.CLUSTERING)).isTrue();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ScoreKind.parse("odds"))
        .withMessageContaining("'odds' is not one of probability, margin, logit, value, none");
  }

  @Test
  void toleratesRoundingAboveOne() {
    assertThat(ScoreKind.isNoProbability(1.0000002)).isFalse();
    assertThat(ScoreKind.withoutRounding(1.0000002)).isEqualTo(1);
    assertThat(ScoreKind.isNoProbability(1.01)).isTrue();
    assertThat(ScoreKind.withoutRounding(-3)).isEqualTo(-3);
  }

  private static ModelSchema binary(ScoreMeaning scoring) {
    return new ModelSchema(
        "m",
        "",
        Task.BINARY_CLASSIFICATION,
        List.of(Feature.numeric("x")),
        null,
        List.of("no", "yes"),
        "yes",
        Map.of(),
        scoring,
        List.of(),
        List.of(),
        MonitoringPolicy.DEFAULT);
  }
}
