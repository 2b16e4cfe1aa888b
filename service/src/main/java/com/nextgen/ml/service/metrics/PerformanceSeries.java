package com.nextgen.ml.service.metrics;

import com.nextgen.ml.monitoring.drift.Verdict;
import com.nextgen.ml.monitoring.figures.FigureSet;
import com.nextgen.ml.monitoring.performance.PerformanceReport;
import com.nextgen.ml.service.monitor.PerformanceVerdict;
import com.nextgen.ml.service.monitor.VersionMonitor;
import io.prometheus.metrics.model.snapshots.Labels;

/** How right a version is: figures of its windows, realised and estimated. */
final class PerformanceSeries {
  private static final int MOST_FIGURES = 10;

  /** A figure of fewer rows is noise, and no series. */
  private static final long LEAST_ROWS = 100;

  private final Labels model;
  private final VersionMonitor version;

  PerformanceSeries(Labels model, VersionMonitor version) {
    this.model = model;
    this.version = version;
  }

  /** How many lines this writes at most. */
  int size() {
    return version.schema().monitoring().windows().size() * (2 * MOST_FIGURES + 2);
  }

  void add(Families families) {
    for (PerformanceReport report : version.performance().rolling()) {
      Labels window = model.add("window", report.window().name());
      if (report.outcomes().labelled() >= LEAST_ROWS) {
        addFigures(families, Metric.MODEL_PERFORMANCE, window, report.figures());
      }
      FigureSet estimate = report.estimate();
      if (estimate != null && report.window().rows() >= LEAST_ROWS) {
        addFigures(families, Metric.MODEL_PERFORMANCE_ESTIMATE, window, estimate);
      }
    }
    for (PerformanceVerdict verdict : version.performance().verdicts()) {
      Labels window = model.add("window", verdict.window().name());
      if (verdict.report().verdict() != Verdict.NOT_ENOUGH_DATA) {
        families.gauge(
            Metric.MODEL_PERFORMANCE_DRIFT_DETECTED,
            window,
            verdict.report().verdict() == Verdict.DRIFTED ? 1 : 0);
      }
      if (verdict.report().coverage() != null && verdict.report().coverage().rows() > 0) {
        families.gauge(Metric.FEEDBACK_COVERAGE, window, verdict.report().coverage().share());
      }
    }
  }

  private static void addFigures(
      Families families, Metric metric, Labels labels, FigureSet figures) {
    figures
        .figures()
        .forEach(
            (name, figure) -> families.gauge(metric, labels.add("metric", name), figure.value()));
  }
}
