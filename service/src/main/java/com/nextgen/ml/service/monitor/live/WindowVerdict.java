package com.nextgen.ml.service.monitor.live;

import com.nextgen.ml.monitoring.drift.ColumnReport;
import com.nextgen.ml.monitoring.drift.DriftReport;
import com.nextgen.ml.monitoring.quality.QualityReport;
import com.nextgen.ml.monitoring.report.Verdict;
import com.nextgen.ml.monitoring.schema.policy.Window;
import com.nextgen.ml.service.inference.VersionId;
import java.util.List;

/**
 * What was found of a tumbling window, which is judged once, at its end, at the level that the
 * false-alarm budget leaves it. Only these raise alarms.
 *
 * @param report against the baseline; its span says when the window began and ended
 * @param quality of the window's values, at the level of its own share of the budget
 * @param segments drift of each value of each declared segment column, judged together at the level
 *     of their own share of the budget
 */
public record WindowVerdict(
    VersionId version,
    Window window,
    DriftReport report,
    QualityReport quality,
    List<SegmentReport> segments) {

  public WindowVerdict {
    segments = List.copyOf(segments);
  }

  /** Returns what a drift report says in a word: that something has drifted, if anything has. */
  public static Verdict inAWord(DriftReport report) {
    if (report.hasDrift()) {
      return Verdict.DRIFTED;
    }
    return report.columns().map(ColumnReport::verdict).anyMatch(Verdict.STABLE::equals)
        ? Verdict.STABLE
        : Verdict.NOT_ENOUGH_DATA;
  }

  /** Returns what several verdicts say together: that something has drifted, if anything has. */
  public static Verdict together(List<Verdict> verdicts) {
    if (verdicts.contains(Verdict.DRIFTED)) {
      return Verdict.DRIFTED;
    }
    return verdicts.contains(Verdict.STABLE) ? Verdict.STABLE : Verdict.NOT_ENOUGH_DATA;
  }
}
