package com.nextgen.ml.service.metrics;

import com.nextgen.ml.monitoring.figures.MetricEstimates;
import com.nextgen.ml.monitoring.performance.PerformanceReference;
import com.nextgen.ml.monitoring.performance.PerformanceReport;
import com.nextgen.ml.monitoring.report.Verdict;
import com.nextgen.ml.service.monitor.live.VersionMonitor;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.Map;

/** How right a version is: of held-out rows, and of its windows, realised and estimated. */
final class PerformanceSeries {
  private static final int MAX_FIGURES = 10;

  /** A figure of fewer rows is noise, and no series. */
  private static final long MIN_ROWS = 100;

  private final Labels model;
  private final VersionMonitor version;
  private final Map<String, Double> heldOut;
  private final Map<String, Double> thresholds;

  PerformanceSeries(Labels model, VersionMonitor version) {
    this.model = model;
    this.version = version;
    PerformanceReference reference =
        version.baseline() == null
            ? PerformanceReference.empty()
            : PerformanceReference.of(version.baseline());
    this.heldOut = reference.values();
    this.thresholds =
        reference.thresholds(version.schema().task(), version.schema().monitoring().performance());
  }

  /** How many lines this writes at most. */
  int size() {
    int windows = version.schema().monitoring().windows().size();
    return heldOut.size() + thresholds.size() + windows * (2 * MAX_FIGURES + 2);
  }

  void add(Families families) {
    addFigures(families, Metric.BASELINE_PERFORMANCE, heldOut);
    addFigures(families, Metric.MODEL_PERFORMANCE_THRESHOLD, thresholds);
    for (PerformanceReport report : version.reports().looks(PerformanceReport.class)) {
      Labels window = model.add("window", report.window().name());
      if (report.outcomes().labelled() >= MIN_ROWS) {
        addFigures(families, Metric.MODEL_PERFORMANCE, window, report.figures());
      }
      MetricEstimates estimate = report.estimate();
      if (estimate != null && report.window().rows() >= MIN_ROWS) {
        addFigures(families, Metric.MODEL_PERFORMANCE_ESTIMATE, window, estimate);
      }
    }
    for (PerformanceReport verdict : version.reports().matured(PerformanceReport.class)) {
      Labels window = model.add("window", verdict.window().name());
      if (verdict.verdict() != Verdict.NOT_ENOUGH_DATA) {
        families.gauge(
            Metric.MODEL_PERFORMANCE_DRIFT_DETECTED,
            window,
            verdict.verdict() == Verdict.DRIFTED ? 1 : 0);
      }
      if (verdict.coverage() != null && verdict.coverage().rows() > 0) {
        families.gauge(Metric.FEEDBACK_COVERAGE, window, verdict.coverage().share());
      }
    }
  }

  private void addFigures(Families families, Metric metric, Map<String, Double> figures) {
    figures.forEach((name, value) -> families.gauge(metric, model.add("metric", name), value));
  }

  private static void addFigures(
      Families families, Metric metric, Labels labels, MetricEstimates figures) {
    figures
        .figures()
        .forEach(
            (name, figure) -> families.gauge(metric, labels.add("metric", name), figure.value()));
  }
}
