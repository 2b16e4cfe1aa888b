package com.nextgen.ml.service.monitor.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.drift.ColumnReport;
import com.nextgen.ml.monitoring.drift.DesignEffects;
import com.nextgen.ml.monitoring.drift.DriftCriteria;
import com.nextgen.ml.monitoring.drift.DriftEvaluation;
import com.nextgen.ml.monitoring.drift.DriftReport;
import com.nextgen.ml.monitoring.drift.DriftReportJson;
import com.nextgen.ml.monitoring.drift.Reference;
import com.nextgen.ml.monitoring.report.Reason;
import com.nextgen.ml.monitoring.report.ReportDocument;
import com.nextgen.ml.monitoring.report.Verdict;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.monitoring.schema.policy.AlarmFamily;
import com.nextgen.ml.monitoring.schema.policy.MonitoringPolicy;
import com.nextgen.ml.service.fault.ErrorCode;
import com.nextgen.ml.service.fault.Refusal;
import com.nextgen.ml.service.monitor.check.Against;
import com.nextgen.ml.service.monitor.check.AskedWindow;
import com.nextgen.ml.service.monitor.check.Check;
import com.nextgen.ml.service.monitor.check.CountedWindow;
import com.nextgen.ml.service.monitor.check.EndedWindow;
import com.nextgen.ml.service.monitor.check.LogLine;
import com.nextgen.ml.service.monitor.check.PastWindow;
import com.nextgen.ml.service.monitor.check.ReportQuery;
import com.nextgen.ml.service.monitor.check.ReportResult;
import com.nextgen.ml.service.monitor.check.ReportResult.Found;
import com.nextgen.ml.service.monitor.check.Scope;
import com.nextgen.ml.service.monitor.check.ShortVerdict;
import com.nextgen.ml.service.monitor.live.Finding;
import com.nextgen.ml.service.monitor.live.VersionMonitor;
import com.nextgen.ml.service.monitor.live.WindowCounts;
import com.nextgen.ml.service.page.text.DriftText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Inputs and predictions, compared with the baseline, the window before or another version. */
final class DriftCheck implements Check<DriftReport> {
  /** A model may have thousands of features; the report names them all. */
  private static final int MAX_LOGGED_NAMES = 50;

  private static final Refusal RANGE_OBJECTION =
      new Refusal(
          ErrorCode.INVALID,
          "'from' and 'to' say which time, against the baseline; leave out window= and against=");

  @Override
  public String path() {
    return "drift";
  }

  @Override
  public AlarmFamily family() {
    return AlarmFamily.DRIFT;
  }

  @Override
  public Class<DriftReport> type() {
    return DriftReport.class;
  }

  @Override
  public @Nullable Refusal objection(ReportQuery query) {
    return rangeObjection(query);
  }

  /** Returns why no kind answers such a question about the past; null if one may. */
  static @Nullable Refusal rangeObjection(ReportQuery query) {
    return query.range() != null && (query.window() != null || !query.isAgainstBaseline())
        ? RANGE_OBJECTION
        : null;
  }

  @Override
  public ReportResult<DriftReport> onDemand(AskedWindow window, ReportQuery query) {
    if (query.against() instanceof Against.OtherVersion other) {
      return window
          .of(other)
          .then(
              reference ->
                  new Found<>(
                      compared(window.counted(), other, rows(reference, reference.counted()))));
    }
    if (query.against() instanceof Against.Previous previous) {
      AskedWindow.Recent recent = window.recent();
      Reference reference =
          recent.previous().map(rows -> rows(window, window.counted(rows))).orElse(null);
      return new Found<>(compared(recent.now(), previous, reference));
    }
    return new Found<>(nominal(window.counted()));
  }

  /** Returns live rows to compare with. */
  private static Reference rows(AskedWindow of, CountedWindow rows) {
    Baseline baseline = of.version().baseline();
    return Reference.of(
        rows.counted().counts(),
        // What live rows are worth, as far as the version's baseline tells.
        baseline == null ? DesignEffects.INDEPENDENT : DesignEffects.of(baseline, of.window()));
  }

  /**
   * @param reference null if there is none
   */
  private static DriftReport compared(
      CountedWindow window, Against against, @Nullable Reference reference) {
    DriftCriteria criteria = DriftCriteria.onDemand(policy(window));
    return reference == null
        ? DriftEvaluation.notEnoughData(
            Reason.TOO_FEW_REFERENCE_ROWS,
            window.counted().counts(),
            criteria,
            window.subject(against),
            window.span())
        : DriftEvaluation.evaluate(
            reference, window.counted().counts(), criteria, window.subject(against), window.span());
  }

  /** Returns what the counts say; rows at hand are of now. */
  @Override
  public ReportResult<DriftReport> past(PastWindow window, ReportQuery query) {
    CountedWindow counted = window.counted();
    return new Found<>(againstBaseline(counted, null, DriftCriteria.onDemand(policy(counted))));
  }

  private static DriftReport nominal(CountedWindow window) {
    return againstBaseline(
        window,
        window.version().sample(window.window(), false),
        DriftCriteria.onDemand(policy(window)));
  }

  /** Returns the panels of each process are on what it counted itself. */
  @Override
  public Optional<DriftReport> look(AskedWindow window, WindowCounts own) {
    return Optional.of(
        nominal(new CountedWindow(window.version(), window.window(), own, Scope.INSTANCE)));
  }

  @Override
  public List<DriftReport> judge(EndedWindow ended) {
    CountedWindow all = ended.all();
    return List.of(
        againstBaseline(
            all,
            ended.past() ? null : all.version().sample(all.window(), true),
            DriftCriteria.forWindow(policy(all), all.window(), family())));
  }

  /**
   * @param sample rows of the window, chosen at random; null if none are kept
   */
  private static DriftReport againstBaseline(
      CountedWindow window, @Nullable RowBlock sample, DriftCriteria criteria) {
    VersionMonitor version = window.version();
    Baseline baseline = version.baseline();
    return baseline == null
        ? DriftEvaluation.notEnoughData(
            Reason.NO_BASELINE,
            window.counted().counts(),
            criteria,
            window.subject(Against.BASELINE),
            window.span())
        : DriftEvaluation.evaluate(
            Reference.of(baseline, window.window()).with(version.multivariate()),
            window.counted().counts(),
            sample,
            criteria,
            window.subject(Against.BASELINE),
            window.span());
  }

  private static MonitoringPolicy policy(CountedWindow window) {
    return window.version().schema().monitoring();
  }

  @Override
  public byte[] json(DriftReport report) {
    return DriftReportJson.toBytes(report);
  }

  @Override
  public String text(DriftReport report) {
    return DriftText.of(report, verdict(report));
  }

  @Override
  public Verdict verdict(DriftReport report) {
    return Verdicts.of(report);
  }

  @Override
  public List<Supplier<byte[]>> documents(DriftReport report) {
    Supplier<byte[]> figures =
        () -> ReportDocument.toBytes(out -> DriftReportJson.write(report, out, false));
    // Without rows there is nothing but the baseline's own distributions.
    return report.window().rows() == 0 ? List.of(figures) : List.of(() -> json(report), figures);
  }

  @Override
  public Finding finding(List<DriftReport> reports) {
    return DriftFinding.of(reports.get(0));
  }

  @Override
  public Finding keptFinding(List<JsonNode> documents) {
    return DriftFinding.read(documents.get(0));
  }

  @Override
  public List<ShortVerdict> last(VersionMonitor version) {
    return ShortVerdicts.of(version, DriftFinding.class, DriftFinding::all, DriftFinding::drifted);
  }

  @Override
  public LogLine logLine(DriftReport report) {
    List<String> drifted =
        report
            .columns()
            .filter(column -> column.verdict() == Verdict.DRIFTED)
            .map(ColumnReport::name)
            .toList();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("verdict", report.dataset().verdict().code());
    if (report.dataset().reason() != null) {
      fields.put("reason", report.dataset().reason().code());
    }
    report.dataset().driftedRatio().ifPresent(ratio -> fields.put("driftedRatio", ratio));
    if (!drifted.isEmpty()) {
      fields.put("drifted", drifted.stream().limit(MAX_LOGGED_NAMES).toList());
      fields.put("driftedColumns", drifted.size());
    }
    return new LogLine("window judged", !drifted.isEmpty(), fields);
  }
}
