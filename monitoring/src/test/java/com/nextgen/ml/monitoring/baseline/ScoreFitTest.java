package com.nextgen.ml.monitoring.baseline;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.nextgen.ml.monitoring.baseline.capture.BaselineLimits;
import com.nextgen.ml.monitoring.baseline.capture.LabelBlock;
import com.nextgen.ml.monitoring.baseline.capture.OutputCountPass;
import com.nextgen.ml.monitoring.baseline.capture.OutputEdgePass;
import com.nextgen.ml.monitoring.baseline.capture.Schemas;
import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.Precision;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.monitoring.schema.ScoreKind;
import com.nextgen.ml.monitoring.schema.ScoreMeaning;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScoreFitTest {

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.1, 0.3, 0.50001, 0.7, 1})
  void refusesABaselineOfAnotherThreshold(double changed) {
    ModelSchema made = schema(ScoreKind.PROBABILITY, 0.5);
    Baseline baseline = baseline(made, 0, 1);
    assertThatNoException().isThrownBy(() -> baseline.checkFits(made, ""));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> baseline.checkFits(schema(ScoreKind.PROBABILITY, changed), ""))
        .withMessageContaining("it was made with another threshold than " + changed)
        .withMessageContaining("register a new version");
  }

  @Test
  void acceptsAThresholdThatChangesNoRow() {
    Baseline baseline = baseline(schema(ScoreKind.PROBABILITY, 0.5), 0, 1);
    assertThatNoException()
        .as("scores are fiftieths")
        .isThrownBy(() -> baseline.checkFits(schema(ScoreKind.PROBABILITY, 0.4999), ""));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.2, 1})
  void everyThresholdFitsItsOwnBaseline(double threshold) {
    ModelSchema made = schema(ScoreKind.PROBABILITY, threshold);
    Baseline baseline = baseline(made, 0, 1);
    assertThatNoException().isThrownBy(() -> baseline.checkFits(made, ""));
  }

  @Test
  void aDeclaredThresholdOfMarginsFitsItsOwnBaseline() {
    ModelSchema made = schema(ScoreKind.MARGIN, 1.25);
    Baseline baseline = baseline(made, -4, 4);
    assertThatNoException().isThrownBy(() -> baseline.checkFits(made, ""));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> baseline.checkFits(schema(ScoreKind.MARGIN, 0), ""))
        .withMessageContaining("another threshold");
  }

  @Test
  void scoresOutsideTheUnitIntervalAreNotProbabilities() {
    ModelSchema unsaid = schema(ScoreKind.MARGIN, 0.5).withScoring(new ScoreMeaning(null, 0.5));
    Baseline baseline = baseline(schema(ScoreKind.MARGIN, 0.5), -4, 4);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> baseline.checkFits(unsaid, ""))
        .withMessageContaining("no probabilities")
        .withMessageContaining("score: margin, logit or none");
  }

  private static ModelSchema schema(ScoreKind kind, double threshold) {
    return Schemas.binary(List.of(), Feature.numeric("x"))
        .withScoring(new ScoreMeaning(kind, threshold));
  }

  private static Baseline baseline(ModelSchema schema, double least, double greatest) {
    Random random = new Random(5);
    double[] scores =
        random.doubles(2_000, least, greatest).map(s -> Math.round(s * 50) / 50.0).toArray();
    int[] classes = new int[scores.length];
    for (int i = 0; i < classes.length; i++) {
      classes[i] = scores[i] >= schema.threshold() ? 1 : 0;
    }
    RowBlock rows =
        new RowBlock(
            scores.length,
            IntStream.range(0, scores.length).asDoubleStream().toArray(),
            new String[0]);
    PredictionBlock said = new PredictionBlock(scores.length, classes, scores, null);
    OutputEdgePass edges =
        Schemas.inputs(schema, Precision.FLOAT64, BaselineLimits.DEFAULT, rows).outputs(false);
    edges.add(said);
    OutputCountPass counts = edges.freeze();
    counts.add(rows, said, LabelBlock.unknown(scores.length));
    return counts.build("", Schemas.NOON, List.of());
  }
}
