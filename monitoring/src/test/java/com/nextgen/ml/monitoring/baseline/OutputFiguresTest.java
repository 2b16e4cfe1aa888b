package com.nextgen.ml.monitoring.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import com.nextgen.ml.monitoring.baseline.PerformanceFigures.ConfusionCell;
import com.nextgen.ml.monitoring.baseline.capture.BaselineInputs;
import com.nextgen.ml.monitoring.baseline.capture.BaselineLimits;
import com.nextgen.ml.monitoring.baseline.capture.LabelBlock;
import com.nextgen.ml.monitoring.baseline.capture.OutputCountPass;
import com.nextgen.ml.monitoring.baseline.capture.OutputEdgePass;
import com.nextgen.ml.monitoring.baseline.capture.Schemas;
import com.nextgen.ml.monitoring.counts.CategoricalCounts;
import com.nextgen.ml.monitoring.counts.Column;
import com.nextgen.ml.monitoring.counts.NumericCounts;
import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.GroupAttribute;
import com.nextgen.ml.monitoring.schema.Missing;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.Precision;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.monitoring.schema.Task;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class OutputFiguresTest {
  private static final Offset<Double> NEAR = Offset.offset(1e-12);

  @Test
  void binaryFiguresAgreeWithTheirDefinitions() {
    // scikit-learn: accuracy .625, precision .6, recall .75, AUC .75, AP .8041666666666667
    double[] score = {0.9, 0.8, 0.7, 0.6, 0.55, 0.4, 0.3, 0.2};
    int[] truth = {1, 1, 0, 1, 0, 0, 1, 0};
    Baseline baseline = binary(score, truth);
    PerformanceFigures figures = Objects.requireNonNull(baseline.outputs().performance());
    double brier = 0;
    double loss = 0;
    for (int i = 0; i < 8; i++) {
      brier += (score[i] - truth[i]) * (score[i] - truth[i]) / 8;
      loss -= Math.log(truth[i] == 1 ? score[i] : 1 - score[i]) / 8;
    }
    assertThat(figures.labelled()).isEqualTo(8);
    assertThat(figures.metrics().get("accuracy")).isEqualTo(5 / 8.0);
    assertThat(figures.metrics().get("balancedAccuracy")).isEqualTo(5 / 8.0);
    assertThat(figures.metrics().get("precision")).isEqualTo(3 / 5.0);
    assertThat(figures.metrics().get("recall")).isEqualTo(3 / 4.0);
    assertThat(figures.metrics().get("f1")).isCloseTo(2 / 3.0, NEAR);
    assertThat(figures.metrics().get("auc")).isCloseTo(0.75, NEAR);
    assertThat(figures.metrics().get("averagePrecision"))
        .isCloseTo((1 + 1 + 3 / 4.0 + 4 / 7.0) / 4, NEAR);
    assertThat(figures.metrics().get("brier")).isCloseTo(brier, NEAR);
    assertThat(figures.metrics().get("logLoss")).isCloseTo(loss, NEAR);
    assertThat(figures.confusion())
        .containsExactly(
            new ConfusionCell("no", "no", 2),
            new ConfusionCell("no", "yes", 2),
            new ConfusionCell("yes", "no", 1),
            new ConfusionCell("yes", "yes", 3));
  }

  @Test
  void labelsByScoreBinAlignWithTheScoresEdges() {
    double[] score = {0.9, 0.8, 0.7, 0.6, 0.55, 0.4, 0.3, 0.2};
    Baseline baseline = binary(score, 1, 1, 0, 1, 0, 0, 1, 0);
    NumericCounts counts = (NumericCounts) baseline.counts().output(Column.SCORE).orElseThrow();
    PerformanceFigures.LabelBins bins =
        Objects.requireNonNull(
            Objects.requireNonNull(baseline.outputs().performance()).labelBins());
    for (int i = 0; i < counts.bins().size(); i++) {
      assertThat(bins.negatives().get(i) + bins.positives().get(i)).isEqualTo(counts.bin(i));
    }
    assertThat(bins.positives().get(counts.bins().indexOf(0.9))).isEqualTo(1);
    assertThat(bins.scoreSums().stream().mapToDouble(x -> x).sum()).isCloseTo(4.45, NEAR);
  }

  @Test
  void aucIsWithinItsBound() {
    Random random = new Random(9);
    double[] score = random.doubles(4000).map(x -> x * x).toArray();
    int[] truth = new int[4000];
    for (int i = 0; i < truth.length; i++) {
      truth[i] = random.nextDouble() < score[i] ? 1 : 0;
    }
    double wins = 0;
    double pairs = 0;
    for (int i = 0; i < score.length; i++) {
      for (int j = 0; j < score.length; j++) {
        if (truth[i] == 1 && truth[j] == 0) {
          pairs++;
          wins += score[i] > score[j] ? 1 : score[i] == score[j] ? 0.5 : 0;
        }
      }
    }
    double auc =
        Objects.requireNonNull(binary(score, truth).outputs().performance()).metrics().get("auc");
    assertThat(auc).isCloseTo(wins / pairs, Offset.offset(0.003));
  }

  @Test
  void regressionFiguresAgreeWithTheirDefinitions() {
    ModelSchema schema = Schemas.regression(Feature.numeric("x"));
    PredictionBlock said = predictions(new int[0], 2.5, 0, 2, 8);
    Baseline baseline =
        outputs(schema, numbers(1, 2, 3, 4), said, LabelBlock.ofValues(3, -0.5, 2, 7));
    PerformanceFigures figures = Objects.requireNonNull(baseline.outputs().performance());
    assertThat(figures.metrics())
        .contains(entry("mae", 0.5), entry("bias", 0.25))
        .containsKeys("rmse", "mape", "r2");
    assertThat(figures.metrics().get("rmse")).isCloseTo(Math.sqrt(0.375), NEAR);
    assertThat(figures.metrics().get("r2")).isCloseTo(0.9486081370449679, NEAR);
    assertThat(figures.metrics().get("mape")).isCloseTo(0.3273809523809524, NEAR);
    assertThat(figures.confusion()).isEmpty();
    PerformanceFigures.ErrorBins bins = Objects.requireNonNull(figures.errorBins());
    assertThat(bins.counts().stream().mapToLong(x -> x).sum()).isEqualTo(4);
    assertThat(bins.absoluteErrorQuantiles()).containsEntry(0.5, 0.5);
  }

  @Test
  void countsUnlabelledRowsForScoresOnly() {
    ModelSchema schema = Schemas.regression(Feature.numeric("x"));
    PredictionBlock said = predictions(new int[0], 1, 2);
    Baseline half = outputs(schema, numbers(1, 2), said, LabelBlock.ofValues(1, Missing.NUMBER));
    assertThat(Objects.requireNonNull(half.outputs().performance()).labelled()).isEqualTo(1);
    assertThat(half.outputs().rows()).isEqualTo(2);
    Baseline none = outputs(schema, numbers(1, 2), said, LabelBlock.unknown(2));
    assertThat(none.outputs().performance()).isNull();
    assertThat(none.counts().output(Column.SCORE).orElseThrow().count()).isEqualTo(2);
  }

  @Test
  void averagesFiguresOverSeveralClasses() {
    ModelSchema schema =
        Schemas.schema(
            Task.MULTICLASS_CLASSIFICATION,
            List.of("a", "b", "c"),
            List.of(),
            Feature.numeric("x"));
    PredictionBlock said =
        new PredictionBlock(
            4,
            new int[] {0, 1, 1, 0},
            new double[] {0.6, 0.5, 0.7, 0.8},
            new double[] {0.6, 0.2, 0.2, 0.3, 0.5, 0.2, 0.1, 0.7, 0.2, 0.8, 0.1, 0.1});
    Baseline baseline =
        outputs(schema, numbers(1, 2, 3, 4), said, LabelBlock.ofClasses(0, 1, 2, 0));
    PerformanceFigures figures = Objects.requireNonNull(baseline.outputs().performance());
    assertThat(figures.metrics().get("accuracy")).isEqualTo(0.75);
    assertThat(figures.metrics().get("recall")).isCloseTo(2 / 3.0, NEAR);
    assertThat(figures.metrics().get("precision")).isCloseTo(0.5, NEAR);
    assertThat(figures.metrics().get("logLoss"))
        .isCloseTo(-(Math.log(0.6) + Math.log(0.5) + Math.log(0.2) + Math.log(0.8)) / 4, NEAR);
    assertThat(
            ((CategoricalCounts) baseline.counts().output(Column.PREDICTED_CLASS).orElseThrow())
                .cells())
        .containsExactly(2, 2, 0, 0, 0, 0);
  }

  @Test
  void groupsByFeaturesBandsAndExtraColumns() {
    ModelSchema schema =
        Schemas.binary(
            List.of(
                new GroupAttribute("x", null, null, List.of(25.0, 40.0)),
                new GroupAttribute("region", "north", "no", List.of())),
            Feature.numeric("x"));
    RowBlock rows = numbers(20, 25, 39, 40);
    PredictionBlock said = predictions(new int[] {1, 1, 0, 1}, 0.9, 0.8, 0.1, 0.7);
    LabelBlock labels =
        LabelBlock.ofClasses(1, 0, 1, 1)
            .with("region", new String[] {"north", "south", "north", null});
    List<GroupFigures> groups = outputs(schema, rows, said, labels).outputs().groups();
    assertThat(groups).extracting(GroupFigures::attribute).containsExactly("x", "region");
    assertThat(groups.get(0).groups())
        .extracting(GroupFigures.Group::group)
        .containsExactly("25-40", "<25", ">=40");
    assertThat(groups.get(0).groups().get(0).metrics())
        .contains(
            entry("selectionRate", 0.5),
            entry("truePositiveRate", 0.0),
            entry("falsePositiveRate", 1.0),
            entry("accuracy", 0.0));
    GroupFigures.Group north = groups.get(1).groups().get(0);
    assertThat(north.group()).isEqualTo("north");
    assertThat(north.rows()).isEqualTo(2);
    assertThat(north.selected()).isEqualTo(1);
    assertThat(groups.get(1).favourable()).isEqualTo("no");
  }

  @Test
  void heldOutRowsMeasureTheRateOfUnseenCategories() {
    ModelSchema schema = Schemas.regression(Feature.categorical("x"));
    RowBlock training = new RowBlock(3, new double[0], new String[] {"a", "b", "a"});
    BaselineInputs inputs =
        Schemas.inputs(schema, Precision.FLOAT64, BaselineLimits.DEFAULT, training);
    RowBlock heldOut = new RowBlock(4, new double[0], new String[] {"a", "c", "b", null});
    PredictionBlock said = predictions(new int[0], 1, 2, 3, 4);
    OutputEdgePass edges = inputs.outputs(false);
    edges.add(said);
    OutputCountPass counts = edges.freeze();
    counts.add(heldOut, said, LabelBlock.unknown(4));
    Baseline baseline = counts.build("", Schemas.NOON, List.of());
    CategorySummary summary = (CategorySummary) baseline.inputSummary("x").orElseThrow();
    assertThat(summary.unseenRate()).isEqualTo(1 / 3.0);
    assertThat(summary.unseenRows()).isEqualTo(3);
    assertThat(baseline.inSample()).isFalse();
  }

  @Test
  void hasNoOutputFiguresWithoutPredictions() {
    ModelSchema schema = Schemas.binary(List.of(), Feature.numeric("x"));
    Baseline baseline = Schemas.build(schema, Precision.FLOAT64, numbers(1, 2));
    assertThat(baseline.inSample()).isTrue();
    assertThat(baseline.counts().output(Column.SCORE).orElseThrow().rows()).isZero();
    assertThat(baseline.outputs()).isEqualTo(OutputFigures.NONE);
  }

  @Test
  void refusesValidationRowsThatChangeBetweenPasses() {
    ModelSchema schema = Schemas.regression(Feature.numeric("x"));
    BaselineInputs inputs =
        Schemas.inputs(schema, Precision.FLOAT64, BaselineLimits.DEFAULT, numbers(1));
    OutputEdgePass edges = inputs.outputs(true);
    assertThatThrownBy(edges::freeze).hasMessageContaining("no validation rows");
    edges.add(predictions(new int[0], 1));
    OutputCountPass counts = edges.freeze();
    assertThatThrownBy(() -> counts.build("", Schemas.NOON, List.of()))
        .hasMessageContaining("changed while they were read");
  }

  private static Baseline binary(double[] score, int... truth) {
    int[] predicted = new int[score.length];
    for (int i = 0; i < score.length; i++) {
      predicted[i] = score[i] >= 0.5 ? 1 : 0;
    }
    ModelSchema schema = Schemas.binary(List.of(), Feature.numeric("x"));
    return outputs(
        schema, numbers(score), predictions(predicted, score), LabelBlock.ofClasses(truth));
  }

  private static Baseline outputs(
      ModelSchema schema, RowBlock rows, PredictionBlock said, LabelBlock labels) {
    OutputEdgePass edges =
        Schemas.inputs(schema, Precision.FLOAT64, BaselineLimits.DEFAULT, rows).outputs(false);
    edges.add(said);
    OutputCountPass counts = edges.freeze();
    counts.add(rows, said, labels);
    return counts.build("", Schemas.NOON, List.of());
  }

  private static RowBlock numbers(double... values) {
    return new RowBlock(values.length, values, new String[0]);
  }

  private static PredictionBlock predictions(int[] classes, double... score) {
    return new PredictionBlock(score.length, classes, score, null);
  }
}
