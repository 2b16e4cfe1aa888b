package com.nextgen.ml.service.monitor.check;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.baseline.SegmentBaseline;
import com.nextgen.ml.monitoring.counts.Counts;
import com.nextgen.ml.monitoring.drift.DesignEffects;
import com.nextgen.ml.monitoring.drift.DriftCriteria;
import com.nextgen.ml.monitoring.drift.DriftEvaluation;
import com.nextgen.ml.monitoring.drift.DriftReport;
import com.nextgen.ml.monitoring.drift.Reference;
import com.nextgen.ml.monitoring.report.Reason;
import com.nextgen.ml.monitoring.report.Subject;
import com.nextgen.ml.monitoring.report.WindowSpan;
import com.nextgen.ml.monitoring.schema.policy.AlarmFamily;
import com.nextgen.ml.monitoring.schema.policy.Window;
import com.nextgen.ml.service.monitor.live.Scope;
import com.nextgen.ml.service.monitor.live.SegmentReport;
import com.nextgen.ml.service.monitor.live.VersionMonitor;
import com.nextgen.ml.service.monitor.live.WindowCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Holds what each segment counted against the training rows of the same segment. */
public final class SegmentCheck {
  private SegmentCheck() {}

  /** All segments of a window that has ended as one look, at the level of the segments' share. */
  public static List<SegmentReport> budgeted(
      VersionMonitor version,
      Window window,
      Map<String, Map<String, WindowCounts>> segments,
      Scope scope) {
    return segments.isEmpty()
        ? List.of()
        : judge(
            version,
            window,
            segments,
            DriftCriteria.forWindow(version.schema().monitoring(), window, AlarmFamily.SEGMENTS),
            scope);
  }

  /** All values of one column, at a nominal level. */
  static List<SegmentReport> nominal(
      VersionMonitor version,
      Window window,
      String column,
      Map<String, WindowCounts> values,
      Scope scope) {
    return judge(
        version,
        window,
        Map.of(column, values),
        DriftCriteria.onDemand(version.schema().monitoring()),
        scope);
  }

  private static List<SegmentReport> judge(
      VersionMonitor version,
      Window window,
      Map<String, Map<String, WindowCounts>> segments,
      DriftCriteria policy,
      Scope scope) {
    List<DriftEvaluation.Case> cases = new ArrayList<>();
    List<Key> compared = new ArrayList<>();
    List<SegmentReport> reports = new ArrayList<>();
    Subject subject = scope.subject(version.id(), Scope.BASELINE);
    segments.forEach(
        (column, values) ->
            values.forEach(
                (value, span) -> {
                  WindowSpan rows =
                      new WindowSpan(window.name(), span.from(), span.to(), span.rows());
                  Optional<Reference> reference = reference(version, window, column, value);
                  if (reference.isPresent()) {
                    compared.add(new Key(column, value));
                    cases.add(
                        new DriftEvaluation.Case(reference.get(), span.counts(), subject, rows));
                  } else {
                    reports.add(
                        new SegmentReport(
                            column,
                            value,
                            DriftEvaluation.notEnoughData(
                                Reason.NO_SEGMENT_BASELINE, span.counts(), policy, subject, rows)));
                  }
                }));
    List<DriftReport> found = DriftEvaluation.evaluateTogether(cases, policy);
    for (int i = 0; i < found.size(); i++) {
      reports.add(
          i, new SegmentReport(compared.get(i).column(), compared.get(i).value(), found.get(i)));
    }
    return reports;
  }

  /** Which segment. */
  private record Key(String column, String value) {}

  /** The training rows; outputs are counted from others. */
  private static long inputRows(Counts counts) {
    long rows = 0;
    for (int i = 0; i < counts.columns().size(); i++) {
      boolean input = counts.layout().columns().get(i).isInput();
      rows = Math.max(rows, input ? counts.columns().get(i).rows() : 0);
    }
    return rows;
  }

  /** The training rows of the segment; empty if the baseline keeps none. */
  private static Optional<Reference> reference(
      VersionMonitor version, Window window, String column, String value) {
    Baseline baseline = version.baseline();
    Counts counts =
        baseline == null
            ? null
            : baseline
                .segment(column)
                .map(SegmentBaseline::values)
                .map(m -> m.get(value))
                .orElse(null);
    return baseline == null || counts == null
        ? Optional.empty()
        : Optional.of(
            new Reference(
                counts,
                inputRows(counts),
                baseline.sha256(),
                baseline.inSample(),
                false,
                DesignEffects.of(baseline, window),
                Optional.empty()));
  }
}
