package com.nextgen.ml.monitoring.baseline;

import com.nextgen.ml.monitoring.baseline.capture.BaselineBuilder;
import com.nextgen.ml.monitoring.baseline.capture.BaselineInputs;
import com.nextgen.ml.monitoring.baseline.capture.BaselineLimits;
import com.nextgen.ml.monitoring.baseline.capture.Blocking;
import com.nextgen.ml.monitoring.baseline.capture.CountPass;
import com.nextgen.ml.monitoring.baseline.capture.EdgePass;
import com.nextgen.ml.monitoring.baseline.capture.LabelBlock;
import com.nextgen.ml.monitoring.baseline.capture.OutputCountPass;
import com.nextgen.ml.monitoring.baseline.capture.OutputEdgePass;
import com.nextgen.ml.monitoring.baseline.capture.Schemas;
import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.GroupAttribute;
import com.nextgen.ml.monitoring.schema.Missing;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.Precision;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.monitoring.schema.Task;
import com.nextgen.ml.monitoring.schema.policy.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Baselines at random from a seed, of every task and shape. */
public final class BaselineSamples {
  private BaselineSamples() {}

  public static Baseline of(Random random) {
    Task task = List.of(Task.values()).get(random.nextInt(3));
    return of(random, task, random.nextBoolean(), 1 + random.nextInt(1300));
  }

  public static Baseline of(Random random, Task task, boolean outputs, int rows) {
    ModelSchema schema = schema(task);
    Precision precision = random.nextBoolean() ? Precision.FLOAT32 : Precision.FLOAT64;
    RowBlock block = rows(random, rows);
    BaselineInputs inputs = inputs(schema, precision, block);
    if (!outputs) {
      return inputs.build("", Schemas.NOON);
    }
    PredictionBlock said = predictions(random, schema, rows);
    OutputEdgePass edges = inputs.outputs(random.nextBoolean());
    edges.add(said);
    OutputCountPass counts = edges.freeze();
    counts.add(block, said, labels(random, schema, rows));
    return counts.build(
        "ab12cd34",
        Schemas.NOON,
        List.of(new FeatureImportance("x", random.nextDouble()), new FeatureImportance("é", 0)));
  }

  /** A row an hour, so that those of some days tell how far hours depend on each other. */
  private static BaselineInputs inputs(ModelSchema schema, Precision precision, RowBlock block) {
    long[] keys = new long[block.rows()];
    Arrays.setAll(keys, i -> 3_600_000L * i);
    Blocking hours =
        block.rows() % 3 == 0
            ? new Blocking.Times("at", List.of(Window.parse("1h"), Window.parse("1d")))
            : new Blocking.Independent();
    EdgePass edges = BaselineBuilder.of(schema, precision, BaselineLimits.DEFAULT, 1, hours);
    edges.add(block, keys);
    CountPass counts = edges.freeze();
    counts.add(block, keys);
    return counts.finish();
  }

  private static ModelSchema schema(Task task) {
    List<String> classes =
        switch (task) {
          case REGRESSION, RANKING -> List.of();
          case BINARY_CLASSIFICATION -> List.of("no", "yes");
          case MULTICLASS_CLASSIFICATION, ANOMALY_DETECTION, CLUSTERING -> List.of("a", "b", "c");
        };
    return Schemas.schema(
        task,
        classes,
        List.of(
            new GroupAttribute("colour", "red", null, List.of()),
            new GroupAttribute("x", null, null, List.of(0.0))),
        Feature.numeric("x"),
        Feature.categorical("colour"),
        Feature.numeric("é \"quoted\""),
        Feature.bool("flag"));
  }

  private static RowBlock rows(Random random, int rows) {
    double[] numeric = new double[2 * rows];
    @Nullable String[] names = new String[2 * rows];
    boolean hostile = random.nextBoolean();
    for (int i = 0; i < rows; i++) {
      numeric[2 * i] = random.nextInt(5) == 0 ? Missing.NUMBER : random.nextGaussian();
      numeric[2 * i + 1] = hostile ? hostile(random) : random.nextInt(30) / 10.0;
      names[2 * i] = random.nextInt(9) == 0 ? null : "c" + random.nextInt(150);
      names[2 * i + 1] = random.nextInt(9) == 0 ? null : Boolean.toString(random.nextBoolean());
    }
    return new RowBlock(rows, numeric, names);
  }

  private static double hostile(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> Double.NaN;
      case 1 -> Double.NEGATIVE_INFINITY;
      case 2 -> -0.0;
      case 3 -> Float.MIN_VALUE * random.nextInt(9);
      default -> Float.intBitsToFloat(random.nextInt());
    };
  }

  private static PredictionBlock predictions(Random random, ModelSchema schema, int rows) {
    int classes = schema.classes().size();
    int[] predicted = new int[classes == 0 ? 0 : rows];
    double[] score = new double[rows];
    double[] all = new double[classes * rows];
    for (int i = 0; i < rows; i++) {
      score[i] = classes == 0 ? random.nextGaussian() * 1e6 : random.nextDouble();
      if (classes > 0) {
        predicted[i] = random.nextInt(classes);
        for (int c = 0; c < classes; c++) {
          all[i * classes + c] = 1.0 / classes;
        }
      }
    }
    return new PredictionBlock(rows, predicted, score, all);
  }

  private static LabelBlock labels(Random random, ModelSchema schema, int rows) {
    int classes = schema.classes().size();
    List<Integer> truth = new ArrayList<>();
    double[] values = new double[rows];
    for (int i = 0; i < rows; i++) {
      truth.add(classes == 0 ? 0 : random.nextInt(classes + 1) - 1);
      values[i] = random.nextInt(9) == 0 ? Missing.NUMBER : random.nextGaussian() * 1e6;
    }
    return classes == 0
        ? LabelBlock.ofValues(values)
        : LabelBlock.ofClasses(truth.stream().mapToInt(Integer::intValue).toArray());
  }
}
