package com.nextgen.ml.monitoring.drift.multivariate;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.baseline.capture.BaselineBuilder;
import com.nextgen.ml.monitoring.baseline.capture.BaselineLimits;
import com.nextgen.ml.monitoring.baseline.capture.Blocking;
import com.nextgen.ml.monitoring.baseline.capture.CountPass;
import com.nextgen.ml.monitoring.baseline.capture.EdgePass;
import com.nextgen.ml.monitoring.counts.Counts;
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
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

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

  static List<Feature> features(int width) {
    return IntStream.range(0, width).mapToObj(i -> Feature.numeric("x" + i)).toList();
  }

  static Baseline baseline(RowBlock rows) {
    return baseline(rows, features(rows.numericWidth()));
  }

  static Baseline baseline(RowBlock rows, List<Feature> features) {
    return baseline(rows, features, new Blocking.Independent(), new long[0]);
  }

  /** Of rows that come in the order of a declared time. */
  static Baseline baselineInTime(RowBlock rows, List<Feature> features) {
    long[] times = LongStream.range(0, rows.rows()).toArray();
    return baseline(rows, features, new Blocking.Times("at", List.of()), times);
  }

  static Baseline baseline(RowBlock rows, List<Feature> features, Blocking blocking, long[] keys) {
    ModelSchema schema = ModelSchema.ofColumns("test", features, MonitoringPolicy.DEFAULT);
    EdgePass edges =
        BaselineBuilder.of(schema, Precision.FLOAT64, BaselineLimits.DEFAULT, 1, blocking);
    edges.add(rows, keys);
    CountPass counts = edges.freeze();
    counts.add(rows, keys);
    return counts.build("", Instant.EPOCH);
  }

  static Counts count(Baseline baseline, RowBlock rows) {
    LiveCounters counters = new LiveCounters(baseline.layout(), 1);
    counters.add(rows, new PredictionBlock(rows.rows(), new int[0], new double[rows.rows()], null));
    return counters.snapshot();
  }

  /** The same products off the request path, of more columns too. */
  static ProductCounts products(Baseline baseline, RowBlock rows) {
    ProductCounter counter =
        new ProductCounter(baseline.layout().numericInputs(), baseline.products().scores());
    counter.add(rows, 0, rows.rows());
    return counter.take();
  }

  static MultivariateReference reference(Baseline baseline) {
    return MultivariateReference.of(baseline).orElseThrow();
  }
}
