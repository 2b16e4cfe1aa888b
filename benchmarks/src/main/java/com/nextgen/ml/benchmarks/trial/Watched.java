package com.nextgen.ml.benchmarks.trial;

import com.nextgen.ml.monitoring.baseline.BaselineBuilder;
import com.nextgen.ml.monitoring.baseline.BaselineLimits;
import com.nextgen.ml.monitoring.baseline.CountPass;
import com.nextgen.ml.monitoring.baseline.EdgePass;
import com.nextgen.ml.monitoring.counts.Column;
import com.nextgen.ml.monitoring.counts.ColumnCounts;
import com.nextgen.ml.monitoring.counts.Counts;
import com.nextgen.ml.monitoring.counts.Layout;
import com.nextgen.ml.monitoring.counts.LiveCounters;
import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.MonitoringPolicy;
import com.nextgen.ml.monitoring.schema.Precision;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.monitoring.schema.Task;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One column as the service watches it: a baseline made from its training rows, and windows counted
 * into the baseline's bins.
 */
final class Watched {
  private static final String NAME = "x";
  private static final BaselineLimits LIMITS =
      new BaselineLimits(1_000_000, 32_000_000, 100_000, 1_000_000, 64_000_000, 0);

  private final boolean numeric;
  private final ColumnCounts baseline;

  private Watched(boolean numeric, ColumnCounts baseline) {
    this.numeric = numeric;
    this.baseline = baseline;
  }

  /** Makes the baseline. */
  static Watched of(boolean numeric, Rows training) {
    EdgePass edges = BaselineBuilder.of(schema(numeric), Precision.FLOAT64, LIMITS, 1);
    RowBlock block = block(numeric, training);
    edges.add(block);
    CountPass counts = edges.freeze();
    counts.add(block);
    Counts found = counts.build("", Instant.EPOCH).counts();
    return new Watched(numeric, found.input(NAME).orElseThrow());
  }

  ColumnCounts baseline() {
    return baseline;
  }

  /** Counts a window as the service does. */
  ColumnCounts count(Rows window) {
    int rows = window.values().length;
    LiveCounters counters = new LiveCounters(new Layout(List.of(column())), 1);
    counters.add(
        block(numeric, window),
        new PredictionBlock(rows, new int[0], new double[rows], new double[0]));
    return counters.snapshot().columns().get(0);
  }

  private Column column() {
    return new Column(
        NAME,
        numeric ? Column.Source.NUMERIC_INPUT : Column.Source.CATEGORICAL_INPUT,
        0,
        baseline.bins());
  }

  private static RowBlock block(boolean numeric, Rows rows) {
    double[] values = rows.values();
    if (numeric) {
      return new RowBlock(values.length, values, new String[0]);
    }
    @Nullable String[] names = new String[values.length];
    for (int i = 0; i < values.length; i++) {
      names[i] = Double.isNaN(values[i]) ? null : Categories.name((int) values[i]);
    }
    return new RowBlock(values.length, new double[0], names);
  }

  private static ModelSchema schema(boolean numeric) {
    return new ModelSchema(
        "trial",
        "benchmarks",
        Task.REGRESSION,
        List.of(numeric ? Feature.numeric(NAME) : Feature.categorical(NAME)),
        null,
        List.of(),
        null,
        Map.of(),
        0.5,
        List.of(),
        List.of(),
        MonitoringPolicy.DEFAULT);
  }
}
