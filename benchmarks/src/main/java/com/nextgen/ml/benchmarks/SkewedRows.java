package com.nextgen.ml.benchmarks;

import com.nextgen.ml.monitoring.counts.CategoricalBins;
import com.nextgen.ml.monitoring.counts.Column;
import com.nextgen.ml.monitoring.counts.Layout;
import com.nextgen.ml.monitoring.counts.NormalScores;
import com.nextgen.ml.monitoring.counts.NumericBins;
import com.nextgen.ml.monitoring.schema.Precision;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Rows of numeric features in four shapes by turns (normal, log-normal, uniform, zero in seven of
 * ten rows and exponential in the others), and bins at their quantiles.
 */
final class SkewedRows {
  private static final int SAMPLE = 20_000;

  private SkewedRows() {}

  /** {@code features} numeric columns of {@code bins} fine bins each, and no output. */
  static Layout inputs(int features, int bins) {
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < features; i++) {
      columns.add(new Column("x" + i, Column.Source.NUMERIC_INPUT, i, bins(i, bins)));
    }
    return new Layout(columns);
  }

  /** Scores as of as many values in each bin. */
  static NormalScores scores(int features, int bins) {
    double[] counts = new double[bins];
    Arrays.fill(counts, SAMPLE / (double) bins);
    return new NormalScores(Collections.nCopies(features, NormalScores.of(counts)));
  }

  /** The same and the score and class of a binary classifier. */
  static Layout inputsAndOutputs(int features, int bins) {
    List<Column> columns = new ArrayList<>(inputs(features, bins).columns());
    columns.add(new Column(Column.SCORE, Column.Source.SCORE, 0, bins(2, bins)));
    columns.add(
        new Column(
            Column.PREDICTED_CLASS,
            Column.Source.PREDICTED_CLASS,
            0,
            CategoricalBins.of(List.of("false", "true"))));
    return new Layout(columns);
  }

  /** One block of rows. */
  static RowBlock block(Random random, int rows, int features) {
    double[] values = new double[rows * features];
    Arrays.setAll(values, i -> value(random, i % features));
    return new RowBlock(rows, values, new String[0]);
  }

  /** Predictions for a block. */
  static PredictionBlock predictions(Random random, int rows) {
    double[] scores = random.doubles(rows).toArray();
    int[] classes = Arrays.stream(scores).mapToInt(score -> score < 0.5 ? 0 : 1).toArray();
    double[] all = new double[2 * rows];
    Arrays.setAll(all, i -> i % 2 == 0 ? 1 - scores[i / 2] : scores[i / 2]);
    return new PredictionBlock(rows, classes, scores, all);
  }

  private static double value(Random random, int feature) {
    return switch (feature % 4) {
      case 0 -> random.nextGaussian();
      case 1 -> Math.exp(random.nextGaussian());
      case 2 -> random.nextDouble();
      default -> random.nextInt(10) < 7 ? 0 : -Math.log(1 - random.nextDouble());
    };
  }

  private static NumericBins bins(int feature, int bins) {
    Random random = new Random(feature);
    double[] sorted = random.doubles(SAMPLE).map(x -> value(random, feature)).sorted().toArray();
    // For the zero-inflated shape the bins are quantiles of what is left, and the atom's own.
    double[] spread =
        feature % 4 == 3 ? Arrays.stream(sorted).filter(x -> x > 0).toArray() : sorted;
    double[] edges = new double[bins];
    Arrays.setAll(edges, i -> spread[(int) ((i + 1L) * spread.length / bins) - 1]);
    if (feature % 4 == 3) {
      edges[0] = 0;
    }
    int[] published = new int[9];
    Arrays.setAll(published, i -> (i + 1) * bins / 10 - 1);
    double mean = Arrays.stream(sorted).average().orElseThrow();
    double variance = Arrays.stream(sorted).map(x -> (x - mean) * (x - mean)).sum() / SAMPLE;
    return new NumericBins(
        Precision.FLOAT64, sorted[0], edges, published, mean, Math.sqrt(variance));
  }
}
