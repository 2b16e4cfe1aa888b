package com.nextgen.ml.service.monitor.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.drift.Reference;
import com.nextgen.ml.monitoring.quality.QualityEvaluation;
import com.nextgen.ml.monitoring.quality.QualityPolicy;
import com.nextgen.ml.monitoring.quality.QualityReport;
import com.nextgen.ml.monitoring.quality.QualityReportJson;
import com.nextgen.ml.monitoring.report.Subject;
import com.nextgen.ml.monitoring.report.Verdict;
import com.nextgen.ml.monitoring.report.WindowSpan;
import com.nextgen.ml.monitoring.schema.policy.AlarmFamily;
import com.nextgen.ml.monitoring.schema.policy.MonitoringPolicy;
import com.nextgen.ml.service.fault.ErrorCode;
import com.nextgen.ml.service.fault.Refusal;
import com.nextgen.ml.service.monitor.check.Against;
import com.nextgen.ml.service.monitor.check.AskedWindow;
import com.nextgen.ml.service.monitor.check.Check;
import com.nextgen.ml.service.monitor.check.CountedWindow;
import com.nextgen.ml.service.monitor.check.EndedWindow;
import com.nextgen.ml.service.monitor.check.PastWindow;
import com.nextgen.ml.service.monitor.check.ReportQuery;
import com.nextgen.ml.service.monitor.check.ReportResult;
import com.nextgen.ml.service.monitor.check.ReportResult.Found;
import com.nextgen.ml.service.monitor.check.ShortVerdict;
import com.nextgen.ml.service.monitor.live.Finding;
import com.nextgen.ml.service.monitor.live.VersionMonitor;
import com.nextgen.ml.service.page.text.QualityText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Missing, invalid and repeated values, compared with the baseline. */
final class DataQualityCheck implements Check<QualityReport> {

  @Override
  public String path() {
    return "quality";
  }

  @Override
  public AlarmFamily family() {
    return AlarmFamily.QUALITY;
  }

  @Override
  public Class<QualityReport> type() {
    return QualityReport.class;
  }

  @Override
  public @Nullable Refusal objection(ReportQuery query) {
    if (!query.isAgainstBaseline()) {
      return new Refusal(
          ErrorCode.INVALID, "data quality is held against the baseline; leave out against=");
    }
    return query.range() != null && query.window() != null
        ? new Refusal(ErrorCode.INVALID, "'from' and 'to' say which time; leave out window=")
        : null;
  }

  @Override
  public ReportResult<QualityReport> onDemand(AskedWindow window, ReportQuery query) {
    return new Found<>(nominal(window.counted()));
  }

  @Override
  public ReportResult<QualityReport> past(PastWindow window, ReportQuery query) {
    return new Found<>(nominal(window.counted()));
  }

  private static QualityReport nominal(CountedWindow window) {
    return evaluate(window, QualityPolicy.onDemand(policy(window)));
  }

  @Override
  public List<QualityReport> judge(EndedWindow ended) {
    CountedWindow all = ended.all();
    return List.of(evaluate(all, QualityPolicy.forWindow(policy(all), all.window())));
  }

  private static QualityReport evaluate(CountedWindow window, QualityPolicy policy) {
    Subject subject = window.subject(Against.BASELINE);
    WindowSpan span = window.span();
    Baseline baseline = window.version().baseline();
    QualityReport report =
        baseline == null
            ? QualityEvaluation.withoutBaseline(policy, subject, span)
            : QualityEvaluation.evaluate(
                baseline,
                Reference.of(baseline, window.window()),
                window.counted().counts(),
                policy,
                subject,
                span);
    return report.with(window.version().faults());
  }

  private static MonitoringPolicy policy(CountedWindow window) {
    return window.version().schema().monitoring();
  }

  @Override
  public byte[] json(QualityReport report) {
    return QualityReportJson.toBytes(report);
  }

  @Override
  public String text(QualityReport report) {
    return QualityText.of(report);
  }

  @Override
  public Verdict verdict(QualityReport report) {
    return report.verdict();
  }

  @Override
  public Finding finding(List<QualityReport> reports) {
    return QualityFinding.of(reports.get(0));
  }

  @Override
  public Finding keptFinding(List<JsonNode> documents) {
    return QualityFinding.read(documents.get(0));
  }

  @Override
  public List<ShortVerdict> last(VersionMonitor version) {
    return ShortVerdicts.of(
        version, QualityFinding.class, QualityFinding::verdict, QualityFinding::drifted);
  }
}
