package com.nextgen.ml.service.monitor.check;

import com.nextgen.ml.monitoring.baseline.Baseline;
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
import com.nextgen.ml.service.monitor.live.VersionMonitor;
import com.nextgen.ml.service.monitor.live.WindowCounts;
import org.jspecify.annotations.Nullable;

/** Holds what a version's window counted against a reference. */
public final class DriftCheck {
  private DriftCheck() {}

  /** Against the baseline, at the level that the false-alarm budget leaves the window. */
  public static DriftReport budgeted(
      VersionMonitor version, Window window, WindowCounts span, Scope scope) {
    DriftCriteria policy =
        DriftCriteria.forWindow(version.schema().monitoring(), window, AlarmFamily.DRIFT);
    return againstBaseline(version, window, span, policy, scope, true);
  }

  /** Against the baseline, at a nominal level. */
  public static DriftReport nominal(
      VersionMonitor version, Window window, WindowCounts span, Scope scope) {
    return againstBaseline(
        version, window, span, DriftCriteria.onDemand(version.schema().monitoring()), scope, false);
  }

  private static DriftReport againstBaseline(
      VersionMonitor version,
      Window window,
      WindowCounts span,
      DriftCriteria policy,
      Scope scope,
      boolean ended) {
    Baseline baseline = version.baseline();
    if (baseline == null) {
      return against(
          version, window, span, policy, scope, Scope.BASELINE, null, Reason.NO_BASELINE);
    }
    return DriftEvaluation.evaluate(
        Reference.of(baseline, window).with(version.multivariate()),
        span.counts(),
        version.sample(window, ended),
        policy,
        scope.subject(version.id(), Scope.BASELINE),
        new WindowSpan(window.name(), span.from(), span.to(), span.rows()));
  }

  /**
   * @param reference null if there is none
   * @param otherwise why, then
   */
  static DriftReport against(
      VersionMonitor version,
      Window window,
      WindowCounts span,
      DriftCriteria policy,
      Scope scope,
      String against,
      @Nullable Reference reference,
      Reason otherwise) {
    Subject subject = scope.subject(version.id(), against);
    WindowSpan rows = new WindowSpan(window.name(), span.from(), span.to(), span.rows());
    return reference == null
        ? DriftEvaluation.notEnoughData(otherwise, span.counts(), policy, subject, rows)
        : DriftEvaluation.evaluate(reference, span.counts(), policy, subject, rows);
  }
}
