package com.nextgen.ml.service.http.feedback;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.ScoreKind;
import com.nextgen.ml.monitoring.schema.ScoreMeaning;
import com.nextgen.ml.monitoring.schema.Task;
import com.nextgen.ml.monitoring.schema.policy.MonitoringPolicy;
import com.nextgen.ml.service.http.HttpProblem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ObservedScoreTest {

  @Test
  void theScoreOfThePredictedClassIsAtLeastOneOverTheClasses() {
    ModelSchema schema = levels(new ScoreMeaning(ScoreKind.PROBABILITY, null));
    assertThatThrownBy(() -> ObservedScore.check(schema, 0, 0.2, 4))
        .isInstanceOf(HttpProblem.class)
        .hasMessageContaining("score of row 4 is 0.2: the highest of 3 probabilities");
    assertThatNoException().isThrownBy(() -> ObservedScore.check(schema, 0, 0.333333, 4));
  }

  @Test
  void aMarginMayBeAnyNumber() {
    ModelSchema schema = levels(new ScoreMeaning(ScoreKind.MARGIN, null));
    assertThatNoException().isThrownBy(() -> ObservedScore.check(schema, 0, -3.5, 0));
  }

  @Test
  void acceptsAnyScoreIfItsMeaningIsNotDeclared() {
    ModelSchema schema = levels(ScoreMeaning.UNSAID);
    assertThatNoException().isThrownBy(() -> ObservedScore.check(schema, 0, 0.2, 0));
  }

  private static ModelSchema levels(ScoreMeaning scoring) {
    return new ModelSchema(
        "levels",
        "",
        Task.MULTICLASS_CLASSIFICATION,
        List.of(Feature.numeric("x")),
        "y",
        List.of("low", "mid", "high"),
        null,
        Map.of(),
        scoring,
        List.of(),
        List.of(),
        MonitoringPolicy.DEFAULT);
  }
}
