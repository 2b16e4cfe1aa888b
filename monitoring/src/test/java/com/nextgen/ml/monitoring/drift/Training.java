package com.nextgen.ml.monitoring.drift;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.baseline.capture.BaselineBuilder;
import com.nextgen.ml.monitoring.baseline.capture.BaselineLimits;
import com.nextgen.ml.monitoring.baseline.capture.CountPass;
import com.nextgen.ml.monitoring.baseline.capture.EdgePass;
import com.nextgen.ml.monitoring.counts.Counts;
import com.nextgen.ml.monitoring.counts.live.LiveCounters;
import com.nextgen.ml.monitoring.drift.SharedData.Rows;
import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.Missing;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.Precision;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.monitoring.schema.policy.MonitoringPolicy;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Baselines and counts of CSV rows, made as the service makes them, in double precision. */
public final class Training {
  private final List<String> numeric;
  private final List<String> categorical;
  private final Baseline baseline;

  public Training(Rows rows, List<String> numeric, List<String> categorical) {
    this(rows, numeric, categorical, Precision.FLOAT64);
  }

  public Training(Rows rows, List<String> numeric, List<String> categorical, Precision precision) {
    this.numeric = numeric;
    this.categorical = categorical;
    List<Feature> features =
        Stream.concat(
                numeric.stream().map(Feature::numeric),
                categorical.stream().map(Feature::categorical))
            .toList();
    ModelSchema schema = ModelSchema.ofColumns("test", features, MonitoringPolicy.DEFAULT);
    EdgePass edges = BaselineBuilder.of(schema, precision, BaselineLimits.DEFAULT, 1);
    edges.add(block(rows));
    CountPass counts = edges.freeze();
    counts.add(block(rows));
    this.baseline = counts.build("", Instant.EPOCH);
  }

  public Baseline baseline() {
    return baseline;
  }

  public Counts count(Rows rows) {
    return count(rows, 0);
  }

  /** Counts rows of which every so many have no value; 0 for none. */
  public Counts count(Rows rows, int missingEvery) {
    LiveCounters counters = new LiveCounters(baseline.layout(), 1);
    int size = rows.rows().size();
    counters.add(
        without(block(rows), missingEvery),
        new PredictionBlock(size, new int[0], new double[size], new double[0]));
    return counters.snapshot();
  }

  private static RowBlock without(RowBlock block, int missingEvery) {
    for (int row = 0; missingEvery > 0 && row < block.rows(); row += missingEvery) {
      int numbers = block.numericWidth();
      int names = block.categoricalWidth();
      Arrays.fill(block.numeric(), row * numbers, (row + 1) * numbers, Missing.NUMBER);
      Arrays.fill(block.categorical(), row * names, (row + 1) * names, null);
    }
    return block;
  }

  private RowBlock block(Rows rows) {
    int size = rows.rows().size();
    double[] numbers = new double[size * numeric.size()];
    for (int column = 0; column < numeric.size(); column++) {
      double[] values = rows.numbers(numeric.get(column));
      for (int row = 0; row < size; row++) {
        numbers[row * numeric.size() + column] = values[row];
      }
    }
    @Nullable String[] names = new String[size * categorical.size()];
    for (int column = 0; column < categorical.size(); column++) {
      List<String> values = rows.texts(categorical.get(column));
      for (int row = 0; row < size; row++) {
        names[row * categorical.size() + column] = values.get(row);
      }
    }
    return new RowBlock(size, numbers, names);
  }
}
