package com.nextgen.ml.service.metrics;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.counts.Column;
import com.nextgen.ml.monitoring.counts.Counts;
import com.nextgen.ml.monitoring.counts.Layout;
import com.nextgen.ml.monitoring.quality.InputFaults;
import com.nextgen.ml.service.monitor.live.Stage;
import com.nextgen.ml.service.monitor.live.VersionMonitor;
import io.prometheus.metrics.model.snapshots.Labels;

/**
 * All series of one watched version. Their labels are made once, and so is the choice of features
 * that fit the budget.
 */
final class VersionSeries {
  /** Rows predicted, features omitted, and the version's own figures elsewhere on the page. */
  private static final int FIXED = 7;

  private final VersionMonitor version;
  private final Labels labels;
  private final RequestSeries requests;
  private final OutputSeries outputs;
  private final DriftSeries drift;
  private final QualitySeries quality;
  private final SegmentSeries segments;
  private final FeatureChoice features;
  private final PerformanceSeries performance;

  VersionSeries(VersionMonitor version, int budget) {
    this.version = version;
    Labels model =
        Labels.of(
            "model", version.id().model(), "version", Integer.toString(version.id().version()));
    this.labels = model;
    this.requests = new RequestSeries(model);
    this.outputs = new OutputSeries(model, version.layout(), version.baseline());
    this.performance = new PerformanceSeries(model, version);
    int windows = version.schema().monitoring().windows().size();
    int general =
        requests.size()
            + outputs.size()
            + DriftSeries.size(windows)
            + QualitySeries.size(windows)
            + SegmentSeries.size(windows, version.schema().segmentColumns().size())
            + performance.size()
            + Stage.values().length
            + FIXED;
    Baseline baseline = version.baseline();
    this.features =
        baseline == null
            ? FeatureChoice.NONE
            : FeatureChoice.within(budget - general, model, baseline, windows);
    this.drift = new DriftSeries(model, features.published());
    this.quality = new QualitySeries(model);
    this.segments = new SegmentSeries(model);
  }

  void add(Families families) {
    Counts counts = version.counts();
    InputFaults faults = version.faults();
    families.counter(Metric.INPUT_DUPLICATES, labels, faults.duplicateRows());
    requests.add(families, version.requests());
    families.counter(Metric.PREDICTIONS, labels, version.rows());
    Layout layout = version.layout();
    for (int i = 0; i < layout.columns().size(); i++) {
      Column column = layout.columns().get(i);
      FeatureSeries feature = column.isInput() ? features.published().get(column.name()) : null;
      if (feature != null) {
        feature.add(
            families, counts.columns().get(i), faults.typeErrors().getOrDefault(column.name(), 0L));
      }
    }
    outputs.add(families, counts);
    drift.add(families, version);
    quality.add(families, version);
    segments.add(families, version);
    performance.add(families);
    for (Stage stage : Stage.values()) {
      families.counter(
          Metric.MONITORING_DROPPED, labels.add("stage", stage.code()), version.dropped(stage));
    }
    families.gauge(Metric.FEATURES_OMITTED, labels, features.omitted());
  }
}
