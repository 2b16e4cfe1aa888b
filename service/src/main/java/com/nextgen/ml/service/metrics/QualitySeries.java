package com.nextgen.ml.service.metrics;

import com.nextgen.ml.monitoring.quality.QualityCheck;
import com.nextgen.ml.service.monitor.kind.QualityFinding;
import com.nextgen.ml.service.monitor.live.VersionMonitor;
import com.nextgen.ml.service.monitor.live.WindowFindings;
import io.prometheus.metrics.model.snapshots.Labels;

/**
 * How many features each check of data quality found faulty when a window ended; of duplicate rows
 * 1 or 0. A check that no feature had enough rows for makes no series. Which features they are, the
 * report says: a series a feature and check would be most of the page.
 */
final class QualitySeries {
  private final Labels model;

  QualitySeries(Labels model) {
    this.model = model;
  }

  /** How many lines this writes at most. */
  static int size(int windows) {
    return windows * QualityCheck.values().length;
  }

  void add(Families families, VersionMonitor version) {
    for (WindowFindings found : version.reports().judged()) {
      found
          .of(QualityFinding.class)
          .ifPresent(quality -> add(families, found.window().name(), quality));
    }
  }

  private void add(Families families, String window, QualityFinding found) {
    found
        .faulty()
        .forEach(
            (check, faulty) ->
                families.gauge(
                    Metric.QUALITY_DRIFTED,
                    model.merge(Labels.of("check", check.code(), "window", window)),
                    (double) faulty));
  }
}
