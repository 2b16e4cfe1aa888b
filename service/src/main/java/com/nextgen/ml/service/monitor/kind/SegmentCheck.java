package com.nextgen.ml.service.monitor.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.nextgen.ml.monitoring.drift.DriftCriteria;
import com.nextgen.ml.monitoring.report.Verdict;
import com.nextgen.ml.monitoring.schema.policy.AlarmFamily;
import com.nextgen.ml.monitoring.schema.policy.Window;
import com.nextgen.ml.monitoring.text.Messages;
import com.nextgen.ml.service.fault.ErrorCode;
import com.nextgen.ml.service.fault.Refusal;
import com.nextgen.ml.service.monitor.check.AskedWindow;
import com.nextgen.ml.service.monitor.check.Check;
import com.nextgen.ml.service.monitor.check.CountedWindow;
import com.nextgen.ml.service.monitor.check.EndedWindow;
import com.nextgen.ml.service.monitor.check.PastWindow;
import com.nextgen.ml.service.monitor.check.ReportQuery;
import com.nextgen.ml.service.monitor.check.ReportResult;
import com.nextgen.ml.service.monitor.check.ReportResult.Found;
import com.nextgen.ml.service.monitor.check.ReportResult.Refused;
import com.nextgen.ml.service.monitor.check.ShortVerdict;
import com.nextgen.ml.service.monitor.live.Finding;
import com.nextgen.ml.service.monitor.live.VersionMonitor;
import com.nextgen.ml.service.monitor.live.WindowCounts;
import com.nextgen.ml.service.suggest.UnknownName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Drift of each value of a segment column, compared with the training rows of that value. */
final class SegmentCheck implements Check<SegmentReports> {
  static final String COLUMN = "segment";

  @Override
  public String path() {
    return "drift";
  }

  @Override
  public String selector() {
    return COLUMN;
  }

  @Override
  public List<String> parameters() {
    return List.of(COLUMN);
  }

  @Override
  public AlarmFamily family() {
    return AlarmFamily.SEGMENTS;
  }

  @Override
  public Class<SegmentReports> type() {
    return SegmentReports.class;
  }

  @Override
  public @Nullable Refusal objection(ReportQuery query) {
    return query.range() == null && !query.isAgainstBaseline()
        ? new Refusal(
            ErrorCode.INVALID, "segments are held against the baseline; leave out against=")
        : DriftCheck.rangeObjection(query);
  }

  /** Returns all values of one column, at a nominal level. */
  @Override
  public ReportResult<SegmentReports> onDemand(AskedWindow window, ReportQuery query) {
    return column(window.version(), query)
        .then(
            column ->
                new Found<>(
                    nominal(
                        new SegmentEvaluation(window.version(), window.window(), window.scope()),
                        column,
                        window.segments(column))));
  }

  @Override
  public ReportResult<SegmentReports> past(PastWindow window, ReportQuery query) {
    return column(window.version(), query)
        .then(
            column -> {
              CountedWindow all = window.counted();
              return new Found<>(
                  nominal(
                      new SegmentEvaluation(window.version(), all.window(), all.scope()),
                      column,
                      window.segments(column)));
            });
  }

  private static ReportResult<String> column(VersionMonitor version, ReportQuery query) {
    String column = Objects.requireNonNull(query.own().get(COLUMN), "what selects this kind");
    List<String> declared = version.schema().segmentColumns();
    return declared.contains(column)
        ? new Found<>(column)
        : Refused.because(
            ErrorCode.UNKNOWN_SEGMENT,
            "segment '%s' is not one of the declared columns: %s%s"
                .formatted(
                    Messages.quoted(column),
                    declared.isEmpty() ? "none" : UnknownName.listed(declared),
                    UnknownName.hint(column, declared)));
  }

  private static SegmentReports nominal(
      SegmentEvaluation evaluation, String column, Map<String, WindowCounts> values) {
    DriftCriteria criteria = DriftCriteria.onDemand(evaluation.version().schema().monitoring());
    return new SegmentReports(
        evaluation.version().id(),
        column,
        evaluation.window().name(),
        evaluation.evaluate(Map.of(column, values), criteria).getOrDefault(column, List.of()));
  }

  /** Returns all segments of all columns as one look, at the level of the segments' share. */
  @Override
  public List<SegmentReports> judge(EndedWindow ended) {
    if (ended.segments().isEmpty()) {
      return List.of();
    }
    VersionMonitor version = ended.all().version();
    Window window = ended.all().window();
    List<SegmentReports> reports = new ArrayList<>();
    new SegmentEvaluation(version, window, ended.all().scope())
        .evaluate(
            ended.segments(),
            DriftCriteria.forWindow(version.schema().monitoring(), window, family()))
        .forEach(
            (column, segments) ->
                reports.add(new SegmentReports(version.id(), column, window.name(), segments)));
    return reports;
  }

  @Override
  public byte[] json(SegmentReports report) {
    return report.json(true);
  }

  @Override
  public String text(SegmentReports report) {
    return report.text(verdict(report));
  }

  @Override
  public Verdict verdict(SegmentReports report) {
    return Verdicts.together(
        report.segments().stream().map(segment -> Verdicts.of(segment.report())).toList());
  }

  @Override
  public String part(SegmentReports report) {
    return report.column();
  }

  @Override
  public List<Supplier<byte[]>> documents(SegmentReports report) {
    return List.of(() -> report.json(true), () -> report.json(false));
  }

  @Override
  public Finding finding(List<SegmentReports> reports) {
    return SegmentFinding.of(reports);
  }

  @Override
  public Finding keptFinding(List<JsonNode> documents) {
    return SegmentFinding.read(documents);
  }

  @Override
  public boolean watches(VersionMonitor version) {
    return !version.schema().segmentColumns().isEmpty();
  }

  @Override
  public List<ShortVerdict> last(VersionMonitor version) {
    return ShortVerdicts.of(
        version, SegmentFinding.class, SegmentFinding::verdict, SegmentFinding::drifted);
  }
}
