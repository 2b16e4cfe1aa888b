package com.nextgen.ml.monitoring.drift;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.baseline.capture.BaselineBuilder;
import com.nextgen.ml.monitoring.baseline.capture.BaselineLimits;
import com.nextgen.ml.monitoring.baseline.capture.CountPass;
import com.nextgen.ml.monitoring.baseline.capture.EdgePass;
import com.nextgen.ml.monitoring.counts.live.LiveCounters;
import com.nextgen.ml.monitoring.report.Subject;
import com.nextgen.ml.monitoring.report.WindowSpan;
import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.Precision;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.monitoring.schema.policy.MonitoringPolicy;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A baseline of one feature, made as the service makes them, and windows held against it. */
public final class OneColumn {
  private final boolean numeric;
  private final Baseline baseline;

  private OneColumn(Feature feature, RowBlock rows) {
    this.numeric = feature.isNumeric();
    ModelSchema schema = ModelSchema.ofColumns("test", List.of(feature), MonitoringPolicy.DEFAULT);
    EdgePass edges = BaselineBuilder.of(schema, Precision.FLOAT64, BaselineLimits.DEFAULT, 1);
    edges.add(rows);
    CountPass counts = edges.freeze();
    counts.add(rows);
    this.baseline = counts.build("", Instant.EPOCH);
  }

  /** Of numbers. */
  public static OneColumn of(double... numbers) {
    return new OneColumn(Feature.numeric("x"), block(numbers));
  }

  /** Of categories. */
  public static OneColumn of(String... names) {
    return new OneColumn(Feature.categorical("x"), block(names));
  }

  private static RowBlock block(double... numbers) {
    return new RowBlock(numbers.length, numbers, new String[0]);
  }

  private static RowBlock block(@Nullable String... names) {
    return new RowBlock(names.length, new double[0], names);
  }

  public Baseline baseline() {
    return baseline;
  }

  /** What is found of numbers. */
  public ColumnReport judge(DriftCriteria policy, double... numbers) {
    if (!numeric) {
      throw new IllegalArgumentException("the baseline is of categories");
    }
    return judge(policy, block(numbers));
  }

  /** What is found of categories; null is missing. */
  public ColumnReport judge(DriftCriteria policy, @Nullable String... names) {
    return judge(policy, block(names));
  }

  private ColumnReport judge(DriftCriteria policy, RowBlock rows) {
    LiveCounters counters = new LiveCounters(baseline.layout(), 1);
    int size = rows.rows();
    counters.add(rows, new PredictionBlock(size, new int[0], new double[size], new double[0]));
    return DriftEvaluation.evaluate(
            Reference.of(baseline),
            counters.snapshot(),
            policy,
            new Subject("m", "1", "replica", "baseline"),
            new WindowSpan("1h", null, null, size))
        .features()
        .get(0);
  }
}
