package com.nextgen.ml.service.monitor.check;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.drift.Reference;
import com.nextgen.ml.monitoring.quality.QualityEvaluation;
import com.nextgen.ml.monitoring.quality.QualityPolicy;
import com.nextgen.ml.monitoring.quality.QualityReport;
import com.nextgen.ml.monitoring.report.Subject;
import com.nextgen.ml.monitoring.report.WindowSpan;
import com.nextgen.ml.monitoring.schema.policy.Window;
import com.nextgen.ml.service.monitor.live.Scope;
import com.nextgen.ml.service.monitor.live.VersionMonitor;
import com.nextgen.ml.service.monitor.live.WindowCounts;

/** Holds the quality of what a version's window counted against its baseline. */
public final class QualityJudgement {
  private QualityJudgement() {}

  /** At the level that the false-alarm budget leaves the window. */
  public static QualityReport budgeted(
      VersionMonitor version, Window window, WindowCounts span, Scope scope) {
    return judge(
        version,
        window,
        span,
        QualityPolicy.forWindow(version.schema().monitoring(), window),
        scope);
  }

  /** At a nominal level. */
  public static QualityReport nominal(
      VersionMonitor version, Window window, WindowCounts span, Scope scope) {
    return judge(
        version, window, span, QualityPolicy.onDemand(version.schema().monitoring()), scope);
  }

  private static QualityReport judge(
      VersionMonitor version, Window window, WindowCounts span, QualityPolicy policy, Scope scope) {
    Subject subject = scope.subject(version.id(), Scope.BASELINE);
    WindowSpan rows = new WindowSpan(window.name(), span.from(), span.to(), span.rows());
    Baseline baseline = version.baseline();
    QualityReport report =
        baseline == null
            ? QualityEvaluation.withoutBaseline(policy, subject, rows)
            : QualityEvaluation.evaluate(
                baseline, Reference.of(baseline, window), span.counts(), policy, subject, rows);
    return report.with(version.faults());
  }
}
