package com.nextgen.ml.service.metrics;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.counts.Column;
import com.nextgen.ml.monitoring.counts.Counts;
import com.nextgen.ml.monitoring.counts.Layout;
import com.nextgen.ml.service.monitor.Stage;
import com.nextgen.ml.service.monitor.VersionMonitor;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All series of one watched version. Their labels are made once, and so is the choice of features
 * that fit the budget.
 */
final class VersionSeries {
  private final VersionMonitor version;
  private final Labels labels;
  private final RequestSeries requests;
  private final OutputSeries outputs;
  private final DriftSeries drift;
  private final Map<String, FeatureSeries> features = new LinkedHashMap<>();
  private final int omitted;

  VersionSeries(VersionMonitor version, int budget) {
    this.version = version;
    Labels model =
        Labels.of(
            "model", version.id().model(), "version", Integer.toString(version.id().version()));
    this.labels = model;
    this.requests = new RequestSeries(model);
    this.outputs = new OutputSeries(model, version.layout(), version.baseline());
    this.drift = new DriftSeries(model, features);
    int windows = version.schema().monitoring().windows().size();
    int general =
        requests.size()
            + outputs.size()
            + DriftSeries.size(windows)
            + Stage.values().length
            + FIXED;
    this.omitted = choose(budget - general, windows);
  }

  /** Rows predicted, features omitted, and the version's own figures elsewhere on the page. */
  private static final int FIXED = 6;

  void add(Families families) {
    Counts counts = version.counts();
    requests.add(families, version.requests());
    families.counter(Metric.PREDICTIONS, labels, version.rows());
    Layout layout = version.layout();
    for (int i = 0; i < layout.columns().size(); i++) {
      Column column = layout.columns().get(i);
      FeatureSeries feature = column.isInput() ? features.get(column.name()) : null;
      if (feature != null) {
        feature.add(families, counts.columns().get(i));
      }
    }
    outputs.add(families, counts);
    drift.add(families, version);
    for (Stage stage : Stage.values()) {
      families.counter(
          Metric.MONITORING_DROPPED, labels.add("stage", stage.label()), version.dropped(stage));
    }
    families.gauge(Metric.FEATURES_OMITTED, labels, omitted);
  }

  /** Fills {@link #features} until the budget is spent; returns how many are left out. */
  private int choose(int budget, int windows) {
    Baseline baseline = version.baseline();
    if (baseline == null) {
      return 0;
    }
    List<FeatureSeries> all = new ArrayList<>();
    List<String> names = new ArrayList<>();
    Layout layout = version.layout();
    for (int i = 0; i < layout.columns().size(); i++) {
      Column column = layout.columns().get(i);
      if (column.isInput()) {
        names.add(column.name());
        all.add(FeatureSeries.of(labels, column, baseline.counts().columns().get(i)));
      }
    }
    int left = budget;
    for (int i = 0; i < all.size(); i++) {
      left -= all.get(i).size(windows);
      if (left < 0) {
        return all.size() - i;
      }
      features.put(names.get(i), all.get(i));
    }
    return 0;
  }
}
