package com.nextgen.ml.service.metrics;

import com.nextgen.ml.monitoring.drift.Verdict;
import com.nextgen.ml.monitoring.quality.QualityCheck;
import com.nextgen.ml.monitoring.quality.QualityFigure;
import com.nextgen.ml.monitoring.quality.QualityReport;
import com.nextgen.ml.service.monitor.VersionMonitor;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.List;

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
    for (QualityReport report : version.quality()) {
      for (QualityCheck check : QualityCheck.values()) {
        List<Verdict> verdicts =
            report
                .figures(check)
                .map(QualityFigure::verdict)
                .filter(verdict -> verdict != Verdict.NOT_ENOUGH_DATA)
                .toList();
        if (!verdicts.isEmpty()) {
          families.gauge(
              Metric.QUALITY_DRIFTED,
              model.merge(Labels.of("check", check.spelling(), "window", report.window().name())),
              (double) verdicts.stream().filter(verdict -> verdict == Verdict.DRIFTED).count());
        }
      }
    }
  }
}
