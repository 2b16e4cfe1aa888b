package com.nextgen.ml.service.metrics;

import com.nextgen.ml.monitoring.counts.live.SegmentCounters;
import com.nextgen.ml.monitoring.report.Verdict;
import com.nextgen.ml.service.monitor.kind.SegmentFinding;
import com.nextgen.ml.service.monitor.live.VersionMonitor;
import com.nextgen.ml.service.monitor.live.WindowFindings;
import io.prometheus.metrics.model.snapshots.Labels;

/**
 * Whether any feature or output of a segment had drifted when a window ended. Values are those that
 * the baseline tells apart, so there are few; which features they are, the report says.
 */
final class SegmentSeries {
  private final Labels model;

  SegmentSeries(Labels model) {
    this.model = model;
  }

  /** How many lines this writes at most. */
  static int size(int windows, int columns) {
    return windows * columns * SegmentCounters.MAX_VALUES;
  }

  void add(Families families, VersionMonitor version) {
    for (WindowFindings found : version.reports().judged()) {
      found
          .of(SegmentFinding.class)
          .ifPresent(segments -> add(families, found.window().name(), segments));
    }
  }

  private void add(Families families, String window, SegmentFinding found) {
    for (SegmentFinding.Segment segment : found.segments()) {
      if (segment.verdict() != Verdict.NOT_ENOUGH_DATA) {
        families.gauge(
            Metric.SEGMENT_DRIFT_DETECTED,
            model
                .add("segment", segment.column())
                .add("value", segment.value())
                .add("window", window),
            segment.verdict() == Verdict.DRIFTED ? 1 : 0);
      }
    }
  }
}
