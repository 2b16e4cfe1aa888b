package com.nextgen.ml.service.monitor;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.baseline.capture.BaselineBuilder;
import com.nextgen.ml.monitoring.baseline.capture.BaselineLimits;
import com.nextgen.ml.monitoring.baseline.capture.CountPass;
import com.nextgen.ml.monitoring.baseline.capture.EdgePass;
import com.nextgen.ml.monitoring.counts.CategoricalBins;
import com.nextgen.ml.monitoring.counts.Column;
import com.nextgen.ml.monitoring.counts.Counts;
import com.nextgen.ml.monitoring.counts.Layout;
import com.nextgen.ml.monitoring.counts.NumericBins;
import com.nextgen.ml.monitoring.counts.live.LiveCounters;
import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.Missing;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.Precision;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.monitoring.schema.Task;
import com.nextgen.ml.monitoring.schema.policy.MonitoringPolicy;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * A binary model of a price from 0 to 100, a temperature around 0 and a device, whose score is the
 * price's place between 0 and 1; its baseline is counted from rows drawn evenly.
 */
public final class SimulatedModel {
  private static final int BASELINE_ROWS = 5_000;
  private static final List<String> DEVICES = List.of("desktop", "phone", "tablet");

  /** Rows and what the model says of them. */
  public record Batch(RowBlock rows, PredictionBlock predictions) {}

  private SimulatedModel() {}

  /** The schema, watched by the windows named. */
  public static ModelSchema schema(String name, String... windows) {
    return schema(name, TestPolicy.of(windows).build());
  }

  /** The same, whose rows are also watched apart by a column's values. */
  public static ModelSchema segmented(String name, String segment, String... windows) {
    return schema(name, TestPolicy.of(windows).segments(segment).build());
  }

  /** A baseline that is counted from the same rows as a training file would be. */
  public static Baseline counted(ModelSchema schema) {
    Batch batch = batch(new Random(1), BASELINE_ROWS, 0);
    EdgePass edges = BaselineBuilder.of(schema, Precision.FLOAT64, BaselineLimits.DEFAULT, 1);
    edges.add(batch.rows());
    CountPass counts = edges.freeze();
    counts.add(batch.rows());
    return counts.build("ab".repeat(32), Instant.EPOCH);
  }

  static ModelSchema schema(String name, MonitoringPolicy policy) {
    return new ModelSchema(
        name,
        "team-search",
        Task.BINARY_CLASSIFICATION,
        List.of(
            Feature.numeric("price"),
            Feature.numeric("temperature"),
            Feature.categorical("device")),
        "bought",
        List.of("no", "yes"),
        "yes",
        Map.of(),
        0.5,
        List.of(),
        List.of(),
        policy);
  }

  /** What is counted of it. */
  public static Layout layout() {
    int[] deciles = {9, 19, 29, 39, 49, 59, 69, 79, 89};
    return new Layout(
        List.of(
            new Column("price", Column.Source.NUMERIC_INPUT, 0, even(0, 100, deciles)),
            new Column("temperature", Column.Source.NUMERIC_INPUT, 1, even(-3, 3, deciles)),
            new Column(
                "device",
                Column.Source.CATEGORICAL_INPUT,
                0,
                new CategoricalBins(
                    List.of("desktop", "phone", "tablet"),
                    Set.of("desktop", "phone", "tablet"),
                    Set.of("television"))),
            new Column(Column.SCORE, Column.Source.SCORE, 0, even(0, 1, deciles)),
            new Column(
                Column.PREDICTED_CLASS,
                Column.Source.PREDICTED_CLASS,
                0,
                CategoricalBins.of(List.of("no", "yes")))));
  }

  /** Its training baseline. */
  public static Baseline baseline(String model) {
    LiveCounters counters = new LiveCounters(layout(), 1);
    Batch batch = batch(new Random(1), BASELINE_ROWS, 0);
    counters.add(batch.rows(), batch.predictions());
    Counts counts = counters.snapshot();
    return new Baseline(model, "ab".repeat(32), BASELINE_ROWS, Instant.EPOCH, false, counts);
  }

  /**
   * Rows as in the baseline, but for a price that is {@code shift} higher (and at most 100).
   *
   * @param random where they are drawn from
   */
  public static Batch batch(Random random, int rows, double shift) {
    double[] numeric = new double[2 * rows];
    String[] categorical = new String[rows];
    double[] scores = new double[rows];
    int[] classes = new int[rows];
    for (int i = 0; i < rows; i++) {
      double price = Math.min(100, random.nextDouble() * 100 + shift);
      numeric[2 * i] = price;
      numeric[2 * i + 1] = random.nextInt(50) == 0 ? Missing.NUMBER : random.nextDouble() * 6 - 3;
      categorical[i] = DEVICES.get(random.nextInt(3));
      scores[i] = price / 100;
      classes[i] = scores[i] >= 0.5 ? 1 : 0;
    }
    return new Batch(
        new RowBlock(rows, numeric, categorical), new PredictionBlock(rows, classes, scores, null));
  }

  private static NumericBins even(double from, double to, int[] published) {
    double[] edges = new double[100];
    Arrays.setAll(edges, i -> from + (to - from) * (i + 1) / 100);
    edges[99] = to;
    double scale = (to - from) / Math.sqrt(12);
    return new NumericBins(Precision.FLOAT64, from, edges, published, (from + to) / 2, scale);
  }
}
