package com.nextgen.ml.service.monitor;

import com.nextgen.ml.monitoring.drift.DriftReport;
import com.nextgen.ml.monitoring.performance.PerformanceReport;
import com.nextgen.ml.monitoring.quality.QualityReport;
import com.nextgen.ml.service.fault.ErrorCode;
import com.nextgen.ml.service.fault.Refusal;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.monitor.check.Against;
import com.nextgen.ml.service.monitor.check.ReportQuery;
import com.nextgen.ml.service.monitor.check.ReportResult;
import com.nextgen.ml.service.monitor.check.ReportResult.Refused;
import com.nextgen.ml.service.monitor.check.WindowVerdict;
import com.nextgen.ml.service.monitor.kind.Checks;
import com.nextgen.ml.service.monitor.kind.SegmentReport;
import com.nextgen.ml.service.monitor.kind.SegmentReports;
import java.util.List;

/** Asks a monitor as the API does, and takes verdicts apart. */
public final class TestReports {
  private TestReports() {}

  public static <R> R found(ReportResult<R> result) {
    return result.orElseThrow(refusal -> new IllegalStateException(refusal.toString()));
  }

  public static <R> ReportResult<R> refused(ErrorCode code, String detail) {
    return new Refused<>(new Refusal(code, detail));
  }

  /**
   * A question about a window until now.
   *
   * @param against as the API takes it; null for the baseline
   */
  public static ReportQuery asked(String window, String against) {
    return ReportQuery.of(window).against(found(Against.parse(against)));
  }

  public static DriftReport drift(Monitor monitor, VersionId id, String window, String against) {
    return found(monitor.report(Checks.DRIFT, id, asked(window, against)));
  }

  public static QualityReport quality(Monitor monitor, VersionId id, String window) {
    return found(monitor.report(Checks.QUALITY, id, asked(window, null)));
  }

  public static ReportResult<SegmentReports> segments(
      Monitor monitor, VersionId id, String column, String window) {
    return monitor.report(Checks.SEGMENTS, id, asked(window, null).with("segment", column));
  }

  public static PerformanceReport performance(
      Monitor monitor, VersionId id, String window, String against) {
    return found(monitor.report(Checks.PERFORMANCE, id, asked(window, against)));
  }

  /** The last verdict on a window whose labels had matured. */
  public static ReportResult<PerformanceReport> matured(
      Monitor monitor, VersionId id, String window) {
    return monitor.report(Checks.PERFORMANCE, id, asked(window, null).with("by", "prediction"));
  }

  public static DriftReport drift(WindowVerdict verdict) {
    return verdict.reports(DriftReport.class).get(0);
  }

  public static QualityReport quality(WindowVerdict verdict) {
    return verdict.reports(QualityReport.class).get(0);
  }

  public static PerformanceReport performance(WindowVerdict verdict) {
    return verdict.reports(PerformanceReport.class).get(0);
  }

  /** What was found of the segments of all columns. */
  public static List<SegmentReport> segments(WindowVerdict verdict) {
    return verdict.reports(SegmentReports.class).stream()
        .flatMap(column -> column.segments().stream())
        .toList();
  }
}
