package com.nextgen.ml.service.monitor;

import com.nextgen.ml.monitoring.drift.DriftReport;
import com.nextgen.ml.monitoring.schema.Window;
import com.nextgen.ml.service.inference.VersionId;
import java.util.List;

/**
 * What was found of a tumbling window, which is judged once, at its end, at the level that the
 * false-alarm budget leaves it. Only these raise alarms.
 *
 * @param report against the baseline; its span says when the window began and ended
 * @param segments the same of each value of each declared segment column, judged together at the
 *     level of their own share of the budget
 */
public record WindowVerdict(
    VersionId version, Window window, DriftReport report, List<SegmentReport> segments) {

  public WindowVerdict {
    segments = List.copyOf(segments);
  }

  /** Of a version that declares no segments. */
  public WindowVerdict(VersionId version, Window window, DriftReport report) {
    this(version, window, report, List.of());
  }
}
