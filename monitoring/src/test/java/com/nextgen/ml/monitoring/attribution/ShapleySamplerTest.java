package com.nextgen.ml.monitoring.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.monitoring.schema.Task;
import com.nextgen.ml.monitoring.schema.policy.MonitoringPolicy;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ShapleySamplerTest {
  private static final ModelSchema SCHEMA =
      schema(
          Task.REGRESSION,
          List.of(),
          Feature.numeric("a"),
          Feature.numeric("b"),
          Feature.numeric("unused"),
          Feature.categorical("c"));

  /** 2a − 3b, and 5 where c is x. */
  private static final Predictor LINEAR =
      rows -> {
        double[] value = new double[rows.rows()];
        for (int i = 0; i < value.length; i++) {
          value[i] = 2 * rows.numeric()[3 * i] - 3 * rows.numeric()[3 * i + 1];
          value[i] += "x".equals(rows.categorical()[i]) ? 5 : 0;
        }
        return new PredictionBlock(value.length, new int[0], value, null);
      };

  @Test
  void valuesOfALinearModelAreCenteredTerms() {
    RowBlock background = rows(new Random(1), 40);
    ShapleySampler sampler = new ShapleySampler(SCHEMA, LINEAR, background, 4000, 7);
    RowBlock row = new RowBlock(1, new double[] {2, -1, 9}, new String[] {"x"});
    List<Double> values = sampler.explain(row).values().get(0);
    double meanA = mean(background, 0);
    double meanB = mean(background, 1);
    double shareX = Arrays.stream(background.categorical()).filter("x"::equals).count() / 40.0;
    assertThat(values.get(0)).isCloseTo(2 * (2 - meanA), Offset.offset(0.15));
    assertThat(values.get(1)).isCloseTo(-3 * (-1 - meanB), Offset.offset(0.2));
    assertThat(values.get(2)).isZero();
    assertThat(values.get(3)).isCloseTo(5 * (1 - shareX), Offset.offset(0.15));
  }

  @Test
  void valuesSumToTheDifferenceFromTheBackground() {
    RowBlock background = new RowBlock(1, new double[] {1, 1, 1}, new String[] {"y"});
    Predictor model =
        rows -> {
          double[] value = new double[rows.rows()];
          for (int i = 0; i < value.length; i++) {
            double[] x = Arrays.copyOfRange(rows.numeric(), 3 * i, 3 * i + 3);
            value[i] = x[0] * x[1] * x[2] + ("x".equals(rows.categorical()[i]) ? x[0] : 0);
          }
          return new PredictionBlock(value.length, new int[0], value, null);
        };
    RowBlock row = new RowBlock(1, new double[] {2, 3, 4}, new String[] {"x"});
    ShapleyValues values = new ShapleySampler(SCHEMA, model, background, 50, 3).explain(row);
    assertThat(values.values().get(0).stream().mapToDouble(x -> x).sum())
        .isCloseTo(26 - 1, Offset.offset(1e-9));
  }

  @Test
  void ignoresAFeatureWithoutEffectAndRepeatsWithTheSeed() {
    RowBlock background = rows(new Random(1), 50);
    RowBlock rows = rows(new Random(2), 100);
    ShapleyValues first = new ShapleySampler(SCHEMA, LINEAR, background, 32, 7).explain(rows);
    ShapleyValues again = new ShapleySampler(SCHEMA, LINEAR, background, 32, 7).explain(rows);
    ShapleyValues other = new ShapleySampler(SCHEMA, LINEAR, background, 32, 8).explain(rows);
    assertThat(first).isEqualTo(again).isNotEqualTo(other);
    assertThat(first.importance(2)).isZero();
    assertThat(first.importance(1)).isGreaterThan(first.importance(0));
    // Terms of unit variance: the root mean square is the coefficient.
    assertThat(first.importance(0)).isCloseTo(2, Offset.offset(0.5));
    assertThat(first.importance(1)).isCloseTo(3, Offset.offset(0.7));
  }

  @Test
  void explainsTheScoreOfThePredictedClass() {
    ModelSchema schema =
        schema(Task.MULTICLASS_CLASSIFICATION, List.of("p", "q", "r"), Feature.numeric("a"));
    DoubleUnaryOperator logistic = x -> 1 / (1 + Math.exp(-x));
    Predictor model =
        rows -> {
          int n = rows.rows();
          double[] scores = new double[3 * n];
          int[] classes = new int[n];
          for (int i = 0; i < n; i++) {
            double p = logistic.applyAsDouble(rows.numeric()[i]);
            scores[3 * i] = p;
            scores[3 * i + 1] = 1 - p;
            classes[i] = p >= 0.5 ? 0 : 1;
          }
          return new PredictionBlock(n, classes, new double[n], scores);
        };
    RowBlock background = new RowBlock(1, new double[] {0}, new String[0]);
    RowBlock rows = new RowBlock(2, new double[] {2, -2}, new String[0]);
    ShapleyValues values = new ShapleySampler(schema, model, background, 2, 1).explain(rows);
    double expected = logistic.applyAsDouble(2) - 0.5;
    assertThat(values.values().get(0).get(0)).isCloseTo(expected, Offset.offset(1e-12));
    assertThat(values.values().get(1).get(0)).isCloseTo(expected, Offset.offset(1e-12));
  }

  @Test
  void explainsTheLabelWithoutScoresAndSkipsNaNOutputs() {
    ModelSchema binary =
        schema(Task.BINARY_CLASSIFICATION, List.of("no", "yes"), Feature.numeric("a"));
    Predictor labels =
        rows -> {
          int[] classes = Arrays.stream(rows.numeric()).mapToInt(x -> x > 0 ? 1 : 0).toArray();
          double[] none = new double[rows.rows()];
          Arrays.fill(none, Double.NaN);
          return new PredictionBlock(rows.rows(), classes, none, null);
        };
    RowBlock background = new RowBlock(1, new double[] {-1}, new String[0]);
    ShapleyValues values =
        new ShapleySampler(binary, labels, background, 2, 1)
            .explain(new RowBlock(1, new double[] {1}, new String[0]));
    assertThat(values.values()).containsExactly(List.of(1.0));

    ModelSchema regression = schema(Task.REGRESSION, List.of(), Feature.numeric("a"));
    Predictor broken =
        rows ->
            new PredictionBlock(
                rows.rows(),
                new int[0],
                Arrays.stream(rows.numeric()).map(Math::log).toArray(),
                null);
    ShapleyValues left =
        new ShapleySampler(
                regression, broken, new RowBlock(1, new double[] {1}, new String[0]), 2, 1)
            .explain(new RowBlock(2, new double[] {-5, 1}, new String[0]));
    assertThat(left.values()).containsExactly(List.of(0.0));
  }

  @Test
  void refusesAnEmptyBackground() {
    RowBlock none = new RowBlock(0, new double[0], new String[0]);
    assertThatThrownBy(() -> new ShapleySampler(SCHEMA, LINEAR, none, 10, 1))
        .hasMessageContaining("background row");
  }

  private static RowBlock rows(Random random, int n) {
    double[] numeric = new double[3 * n];
    Arrays.setAll(numeric, i -> random.nextGaussian());
    String[] names = new String[n];
    Arrays.setAll(names, i -> random.nextBoolean() ? "x" : "y");
    return new RowBlock(n, numeric, names);
  }

  private static double mean(RowBlock rows, int column) {
    double sum = 0;
    for (int i = 0; i < rows.rows(); i++) {
      sum += rows.numeric()[3 * i + column];
    }
    return sum / rows.rows();
  }

  private static ModelSchema schema(Task task, List<String> classes, Feature... features) {
    return new ModelSchema(
        "m",
        "",
        task,
        List.of(features),
        null,
        classes,
        task == Task.BINARY_CLASSIFICATION ? "yes" : null,
        Map.of(),
        0.5,
        List.of(),
        List.of(),
        MonitoringPolicy.DEFAULT);
  }
}
