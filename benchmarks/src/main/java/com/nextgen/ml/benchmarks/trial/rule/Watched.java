package com.nextgen.ml.benchmarks.trial.rule;

import com.nextgen.ml.benchmarks.trial.population.Categories;
import com.nextgen.ml.benchmarks.trial.population.KeyedRows;
import com.nextgen.ml.benchmarks.trial.population.Rows;
import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.baseline.CategorySummary;
import com.nextgen.ml.monitoring.baseline.capture.BaselineBuilder;
import com.nextgen.ml.monitoring.baseline.capture.BaselineLimits;
import com.nextgen.ml.monitoring.baseline.capture.Blocking;
import com.nextgen.ml.monitoring.baseline.capture.CountPass;
import com.nextgen.ml.monitoring.baseline.capture.EdgePass;
import com.nextgen.ml.monitoring.counts.Column;
import com.nextgen.ml.monitoring.counts.ColumnCounts;
import com.nextgen.ml.monitoring.counts.Layout;
import com.nextgen.ml.monitoring.counts.live.LiveCounters;
import com.nextgen.ml.monitoring.drift.DesignEffects;
import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.Precision;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.monitoring.schema.policy.MonitoringPolicy;
import com.nextgen.ml.monitoring.schema.policy.Window;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One column as the service watches it: a baseline made from its training rows, and windows counted
 * into the baseline's bins.
 */
public final class Watched {
  private static final String NAME = Judge.NAME;
  private static final BaselineLimits LIMITS =
      new BaselineLimits(1_000_000, 32_000_000, 100_000, 1_000_000, 64_000_000, 0);

  private final boolean numeric;
  private final Baseline made;
  private final ColumnCounts baseline;

  private Watched(boolean numeric, Baseline made) {
    this.numeric = numeric;
    this.made = made;
    this.baseline = made.counts().input(NAME).orElseThrow();
  }

  /** Makes the baseline. */
  public static Watched of(boolean numeric, Rows training) {
    EdgePass edges = BaselineBuilder.of(schema(numeric), Precision.FLOAT64, LIMITS, 1);
    RowBlock block = block(numeric, training);
    edges.add(block);
    CountPass counts = edges.freeze();
    counts.add(block);
    return new Watched(numeric, counts.build("", Instant.EPOCH));
  }

  /** Makes the baseline of numbers that depend on each other as {@code blocking} tells. */
  public static Watched of(KeyedRows training, Blocking blocking) {
    EdgePass edges = BaselineBuilder.of(schema(true), Precision.FLOAT64, LIMITS, 1, blocking);
    RowBlock block = block(true, training.rows());
    edges.add(block, training.keys());
    CountPass counts = edges.freeze();
    counts.add(block, training.keys());
    return new Watched(true, counts.build("", Instant.EPOCH));
  }

  /** Returns the counts of the training rows. */
  public ColumnCounts baseline() {
    return baseline;
  }

  /** Categories that stand in one training row. */
  public long singletons() {
    return ((CategorySummary) made.inputSummary(NAME).orElseThrow()).singletons();
  }

  /**
   * What the baseline knows of rows' worth.
   *
   * @param window that live rows come from; null if from none
   */
  public DesignEffects worth(@Nullable Window window) {
    return DesignEffects.of(made, window);
  }

  /** Counts a window as the service does. */
  public ColumnCounts count(Rows window) {
    int rows = window.values().length;
    LiveCounters counters = new LiveCounters(new Layout(List.of(column())), 1);
    counters.add(block(numeric, window), PredictionBlock.none(rows));
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
    return ModelSchema.ofColumns(
        "trial",
        List.of(numeric ? Feature.numeric(NAME) : Feature.categorical(NAME)),
        MonitoringPolicy.DEFAULT);
  }
}
