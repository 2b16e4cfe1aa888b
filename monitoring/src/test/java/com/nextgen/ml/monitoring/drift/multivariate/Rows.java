package com.nextgen.ml.monitoring.drift.multivariate;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.baseline.ProductBlocks;
import com.nextgen.ml.monitoring.baseline.capture.BaselineBuilder;
import com.nextgen.ml.monitoring.baseline.capture.BaselineLimits;
import com.nextgen.ml.monitoring.baseline.capture.CountPass;
import com.nextgen.ml.monitoring.baseline.capture.EdgePass;
import com.nextgen.ml.monitoring.counts.Column;
import com.nextgen.ml.monitoring.counts.Counts;
import com.nextgen.ml.monitoring.counts.NumericBins;
import com.nextgen.ml.monitoring.counts.ProductCounts;
import com.nextgen.ml.monitoring.counts.live.LiveCounters;
import com.nextgen.ml.monitoring.counts.live.ProductCounter;
import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.Precision;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.monitoring.schema.policy.MonitoringPolicy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Numeric rows, their baselines and counts. */
final class Rows {
  private Rows() {}

  static RowBlock of(double[][] values) {
    double[] flat = new double[values.length * values[0].length];
    for (int i = 0; i < values.length; i++) {
      System.arraycopy(values[i], 0, flat, i * values[0].length, values[0].length);
    }
    return new RowBlock(values.length, flat, new String[0]);
  }

  /** Standard normal columns, those of each pair (0, 1), (2, 3), … with a correlation. */
  static RowBlock normal(Random random, int rows, int width, double correlation) {
    double[][] values = new double[rows][width];
    double other = Math.sqrt(1 - correlation * correlation);
    for (double[] row : values) {
      for (int i = 0; i < width; i++) {
        double fresh = random.nextGaussian();
        row[i] = i % 2 == 0 ? fresh : correlation * row[i - 1] + other * fresh;
      }
    }
    return of(values);
  }

  static Baseline baseline(RowBlock rows) {
    List<Feature> features =
        IntStream.range(0, rows.numericWidth()).mapToObj(i -> Feature.numeric("x" + i)).toList();
    return baseline(rows, features);
  }

  static Baseline baseline(RowBlock rows, List<Feature> features) {
    ModelSchema schema = ModelSchema.ofColumns("test", features, MonitoringPolicy.DEFAULT);
    EdgePass edges = BaselineBuilder.of(schema, Precision.FLOAT64, BaselineLimits.DEFAULT, 1);
    edges.add(rows);
    CountPass counts = edges.freeze();
    counts.add(rows);
    return counts.build("", Instant.EPOCH);
  }

  static Counts count(Baseline baseline, RowBlock rows) {
    LiveCounters counters = new LiveCounters(baseline.layout(), 1);
    counters.add(rows, new PredictionBlock(rows.rows(), new int[0], new double[rows.rows()], null));
    return counters.snapshot();
  }

  /** The products of columns that are standardised as they are. */
  static ProductCounts products(RowBlock rows) {
    ProductCounter counter = new ProductCounter(columns(rows.numericWidth()));
    counter.add(rows, 0, rows.rows());
    return counter.take();
  }

  /** A baseline's blocks of such columns. */
  static ProductBlocks blocks(RowBlock rows, int blocks, boolean timeOrdered) {
    ProductCounter counter = new ProductCounter(columns(rows.numericWidth()));
    List<ProductCounts> counts = new ArrayList<>();
    for (int b = 0; b < blocks; b++) {
      counter.add(rows, rows.rows() * b / blocks, rows.rows() * (b + 1) / blocks);
      counts.add(counter.take());
    }
    return new ProductBlocks(timeOrdered, counts);
  }

  static MultivariateReference reference(RowBlock rows, int blocks, boolean timeOrdered) {
    return new MultivariateReference(
        blocks(rows, blocks, timeOrdered),
        columns(rows.numericWidth()).stream().map(Column::name).toList());
  }

  private static List<Column> columns(int width) {
    NumericBins bins = new NumericBins(Precision.FLOAT64, 0, new double[] {1}, new int[0], 0, 1);
    return IntStream.range(0, width)
        .mapToObj(i -> new Column("x" + i, Column.Source.NUMERIC_INPUT, i, bins))
        .toList();
  }
}
