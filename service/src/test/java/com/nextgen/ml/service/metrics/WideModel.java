package com.nextgen.ml.service.metrics;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.baseline.FeatureImportance;
import com.nextgen.ml.monitoring.baseline.OutputFigures;
import com.nextgen.ml.monitoring.counts.CategoricalBins;
import com.nextgen.ml.monitoring.counts.Column;
import com.nextgen.ml.monitoring.counts.Counts;
import com.nextgen.ml.monitoring.counts.Layout;
import com.nextgen.ml.monitoring.counts.NumericBins;
import com.nextgen.ml.monitoring.counts.live.LiveCounters;
import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.Precision;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.monitoring.schema.policy.MonitoringPolicy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A regression of as many numeric and categorical features as are named. */
record WideModel(List<String> numbers, List<String> categoricals, List<String> categories) {
  private static final int BASELINE_ROWS = 500;

  ModelSchema schema() {
    List<Feature> features = new ArrayList<>();
    numbers.forEach(name -> features.add(Feature.numeric(name)));
    categoricals.forEach(name -> features.add(Feature.categorical(name)));
    return ModelSchema.ofColumns("wide", features, MonitoringPolicy.DEFAULT);
  }

  /** A baseline of 500 rows; the feature named last is the most important. */
  Baseline baseline() {
    double[] edges = new double[100];
    Arrays.setAll(edges, i -> i + 1);
    int[] published = {9, 19, 29, 39, 49, 59, 69, 79, 89};
    NumericBins bins = new NumericBins(Precision.FLOAT64, 0, edges, published, 50, 25);
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < numbers.size(); i++) {
      columns.add(new Column(numbers.get(i), Column.Source.NUMERIC_INPUT, i, bins));
    }
    for (int i = 0; i < categoricals.size(); i++) {
      columns.add(
          new Column(
              categoricals.get(i),
              Column.Source.CATEGORICAL_INPUT,
              i,
              CategoricalBins.of(categories)));
    }
    List<FeatureImportance> importance = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      importance.add(new FeatureImportance(columns.get(i).name(), i));
    }
    LiveCounters counters = new LiveCounters(new Layout(columns), 1);
    double[] values = new double[BASELINE_ROWS * numbers.size()];
    Arrays.setAll(values, i -> i % 101);
    String[] texts = new String[BASELINE_ROWS * categoricals.size()];
    Arrays.setAll(texts, i -> categories.get(i % categories.size()));
    counters.add(
        new RowBlock(BASELINE_ROWS, values, texts),
        new PredictionBlock(BASELINE_ROWS, new int[0], new double[BASELINE_ROWS], null));
    Counts counts = counters.snapshot();
    Baseline bare = new Baseline("wide", "", BASELINE_ROWS, Instant.EPOCH, false, counts);
    return new Baseline(
        "wide",
        "",
        BASELINE_ROWS,
        Instant.EPOCH,
        false,
        counts,
        bare.summaries(),
        new OutputFigures(BASELINE_ROWS, null, List.of(), importance),
        new RowBlock(0, new double[0], new String[0]),
        bare.products());
  }
}
