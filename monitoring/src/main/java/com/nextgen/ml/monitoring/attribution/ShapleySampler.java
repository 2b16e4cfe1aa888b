package com.nextgen.ml.monitoring.attribution;

import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Shapley values by sampling permutations: Štrumbelj and Kononenko, "Explaining Prediction Models
 * and Individual Predictions with Feature Contributions", Knowledge and Information Systems 41
 * (2014), algorithm 1. For a permutation a background row turns into the explained row one feature
 * after another; the change of the output at a feature's turn is one sample of its value.
 *
 * <p>Permutations and their background rows are drawn once, so every row, and every later
 * explanation with the same seed, uses the same ones.
 */
public final class ShapleySampler {
  private final ModelSchema schema;
  private final Predictor model;
  private final RowBlock background;
  private final int[][] permutations;
  private final int[] backgroundRows;
  private final PredictionBlock backgroundSaid;
  private final int[] places;

  /**
   * @param background at least one row
   * @param permutations at least 2
   */
  public ShapleySampler(
      ModelSchema schema, Predictor model, RowBlock background, int permutations, long seed) {
    if (background.rows() < 1 || permutations < 2) {
      throw new IllegalArgumentException("a background row and two permutations are needed");
    }
    this.schema = schema;
    this.model = model;
    this.background = background;
    this.permutations = new int[permutations][];
    this.backgroundRows = new int[permutations];
    this.backgroundSaid = model.predict(background);
    this.places = places(schema);
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < permutations; i++) {
      this.permutations[i] = shuffled(schema.features().size(), random);
      this.backgroundRows[i] = random.nextInt(background.rows());
    }
  }

  private static int[] places(ModelSchema schema) {
    int[] places = new int[schema.features().size()];
    int numeric = 0;
    int categorical = 0;
    for (int i = 0; i < places.length; i++) {
      places[i] = schema.features().get(i).isNumeric() ? numeric++ : categorical++;
    }
    return places;
  }

  private static int[] shuffled(int size, SplittableRandom random) {
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  /**
   * Explains rows: the value of a regression, the score of the positive class, or that of the class
   * predicted for the row. Where a model gives no score, it is 1 for that class and 0 for others.
   * Rows for which the output is not a number are left out.
   */
  public ShapleyValues explain(RowBlock rows) {
    PredictionBlock said = model.predict(rows);
    List<List<Double>> values = new ArrayList<>();
    List<List<Double>> errors = new ArrayList<>();
    for (int row = 0; row < rows.rows(); row++) {
      double[][] moments = explain(rows, row, said);
      if (moments != null) {
        values.add(boxed(moments[0]));
        errors.add(boxed(moments[1]));
      }
    }
    return new ShapleyValues(values, errors);
  }

  /** Means and squared standard errors by feature; null if an output is not a number. */
  private double @Nullable [][] explain(RowBlock rows, int row, PredictionBlock said) {
    int features = places.length;
    int target = target(said, row);
    double full = output(said, row, target);
    double[] sums = new double[features];
    double[] squares = new double[features];
    for (int i = 0; i < permutations.length; i++) {
      List<Integer> turns = turns(permutations[i], rows, row, backgroundRows[i]);
      double[] path = path(rows, row, turns, backgroundRows[i], target, full);
      for (int turn = 0; turn < turns.size(); turn++) {
        double change = path[turn + 1] - path[turn];
        if (!Double.isFinite(change)) {
          return null;
        }
        sums[turns.get(turn)] += change;
        squares[turns.get(turn)] += change * change;
      }
    }
    double n = permutations.length;
    for (int feature = 0; feature < features; feature++) {
      double mean = sums[feature] / n;
      squares[feature] = Math.max(0, squares[feature] / n - mean * mean) / (n - 1);
      sums[feature] = mean;
    }
    return new double[][] {sums, squares};
  }

  /** The features in which the row differs from the background row, in the permutation's order. */
  private List<Integer> turns(int[] permutation, RowBlock rows, int row, int from) {
    List<Integer> turns = new ArrayList<>();
    for (int feature : permutation) {
      if (differs(feature, rows, row, from)) {
        turns.add(feature);
      }
    }
    return turns;
  }

  private boolean differs(int feature, RowBlock rows, int row, int from) {
    int place = places[feature];
    if (schema.features().get(feature).isNumeric()) {
      double value = rows.number(row, place);
      double other = background.number(from, place);
      return Double.doubleToRawLongBits(value) != Double.doubleToRawLongBits(other);
    }
    return !Objects.equals(rows.text(row, place), background.text(from, place));
  }

  /** The outputs on the way from the background row to the row. */
  private double[] path(
      RowBlock rows, int row, List<Integer> turns, int from, int target, double full) {
    double[] path = new double[turns.size() + 1];
    path[0] = output(backgroundSaid, from, target);
    if (turns.isEmpty()) {
      return path;
    }
    path[turns.size()] = full;
    int between = turns.size() - 1;
    if (between > 0) {
      PredictionBlock said = model.predict(between(rows, row, turns, from));
      for (int i = 0; i < between; i++) {
        path[i + 1] = output(said, i, target);
      }
    }
    return path;
  }

  private RowBlock between(RowBlock rows, int row, List<Integer> turns, int from) {
    int n = turns.size() - 1;
    int numericWidth = background.numericWidth();
    int categoricalWidth = background.categoricalWidth();
    double[] numeric = new double[n * numericWidth];
    @Nullable String[] categorical = new String[n * categoricalWidth];
    for (int i = 0; i < n; i++) {
      // Each row is the one before it with one feature more of the explained row.
      int before = i == 0 ? from : i - 1;
      double[] numbers = i == 0 ? background.numeric() : numeric;
      @Nullable String[] names = i == 0 ? background.categorical() : categorical;
      System.arraycopy(numbers, before * numericWidth, numeric, i * numericWidth, numericWidth);
      System.arraycopy(
          names, before * categoricalWidth, categorical, i * categoricalWidth, categoricalWidth);
      Feature feature = schema.features().get(turns.get(i));
      int place = places[turns.get(i)];
      if (feature.isNumeric()) {
        numeric[i * numericWidth + place] = rows.number(row, place);
      } else {
        categorical[i * categoricalWidth + place] = rows.text(row, place);
      }
    }
    return new RowBlock(n, numeric, categorical);
  }

  /** The class that is explained: the positive one, or the row's; -1 where there is none. */
  private int target(PredictionBlock said, int row) {
    return switch (schema.task()) {
      case REGRESSION, RANKING -> -1;
      case BINARY_CLASSIFICATION -> schema.positiveIndex();
      case MULTICLASS_CLASSIFICATION, ANOMALY_DETECTION, CLUSTERING -> said.classIndex()[row];
    };
  }

  private double output(PredictionBlock said, int row, int target) {
    double[] scores = said.scores();
    return switch (schema.task()) {
      case REGRESSION, RANKING -> said.score()[row];
      case BINARY_CLASSIFICATION, ANOMALY_DETECTION ->
          Double.isNaN(said.score()[row]) ? indicator(said, row, target) : said.score()[row];
      case MULTICLASS_CLASSIFICATION, CLUSTERING ->
          scores == null || scores.length == 0 || target < 0
              ? indicator(said, row, target)
              : scores[row * schema.classes().size() + target];
    };
  }

  private static double indicator(PredictionBlock said, int row, int target) {
    return said.classIndex()[row] == target ? 1 : 0;
  }

  private static List<Double> boxed(double[] values) {
    List<Double> boxed = new ArrayList<>(values.length);
    for (double value : values) {
      boxed.add(value);
    }
    return boxed;
  }
}
