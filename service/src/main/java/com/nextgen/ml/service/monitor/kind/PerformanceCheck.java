package com.nextgen.ml.service.monitor.kind;

import com.nextgen.ml.monitoring.counts.OutcomeCounts;
import com.nextgen.ml.monitoring.performance.CalibrationDrift;
import com.nextgen.ml.monitoring.performance.MetricComparison;
import com.nextgen.ml.monitoring.performance.PerformanceCriteria;
import com.nextgen.ml.monitoring.performance.PerformanceEvaluation;
import com.nextgen.ml.monitoring.performance.PerformanceReference;
import com.nextgen.ml.monitoring.performance.PerformanceReport;
import com.nextgen.ml.monitoring.performance.PerformanceReportJson;
import com.nextgen.ml.monitoring.report.Verdict;
import com.nextgen.ml.monitoring.schema.policy.AlarmFamily;
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
import com.nextgen.ml.service.monitor.check.ReportResult.Refused;
import com.nextgen.ml.service.monitor.check.ShortVerdict;
import com.nextgen.ml.service.monitor.live.VersionMonitor;
import com.nextgen.ml.service.monitor.live.WindowCounts;
import com.nextgen.ml.service.page.Spelled;
import com.nextgen.ml.service.page.text.PerformanceText;
import com.nextgen.ml.service.suggest.UnknownName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How right the predictions are. On demand it is of the labels that arrived in the window; a
 * verdict is of the labels of what was predicted in the window, once they have matured. That one
 * cannot be made on demand, so the last one is given where a caller asks for it. Of a time that has
 * passed it is of what was predicted then, with the labels that are known now.
 */
final class PerformanceCheck implements Check<PerformanceReport> {
  private static final String BY = "by";
  private static final String ARRIVAL = "arrival";
  private static final String PREDICTION = "prediction";

  @Override
  public String path() {
    return "performance";
  }

  @Override
  public List<String> parameters() {
    return List.of(BY);
  }

  @Override
  public AlarmFamily family() {
    return AlarmFamily.PERFORMANCE;
  }

  @Override
  public Class<PerformanceReport> type() {
    return PerformanceReport.class;
  }

  @Override
  public @Nullable Refusal objection(ReportQuery query) {
    String by = by(query);
    if (!by.equals(ARRIVAL) && !by.equals(PREDICTION)) {
      return new Refusal(
          ErrorCode.INVALID, UnknownName.choice("by", by, List.of(ARRIVAL, PREDICTION)));
    }
    if (query.range() != null) {
      return by.equals(PREDICTION)
          ? DriftCheck.rangeObjection(query)
          : new Refusal(
              ErrorCode.INVALID,
              "'from' and 'to' are of when it was predicted; leave out by=" + ARRIVAL);
    }
    return by.equals(PREDICTION) && !query.isAgainstBaseline()
        ? new Refusal(
            ErrorCode.INVALID, "verdicts by prediction time are against the baseline alone")
        : null;
  }

  private static String by(ReportQuery query) {
    return query.own().getOrDefault(BY, query.range() == null ? ARRIVAL : PREDICTION);
  }

  @Override
  public ReportResult<PerformanceReport> onDemand(AskedWindow window, ReportQuery query) {
    if (by(query).equals(PREDICTION)) {
      return lastVerdict(window);
    }
    VersionMonitor version = window.version();
    if (query.against() instanceof Against.OtherVersion other) {
      return window.of(other).then(reference -> againstVersion(window, other, reference.version()));
    }
    PerformanceReference reference =
        query.against() instanceof Against.Previous
            ? PerformanceReference.of(version.performance().arrivedBefore(window.window()))
            : version.performance().reference();
    return new Found<>(byArrival(window.counted(), reference, query.against()));
  }

  /** Returns how right the predictions of that time are, by the labels that are known now. */
  @Override
  public ReportResult<PerformanceReport> past(PastWindow window, ReportQuery query) {
    return window.outcomes().then(outcomes -> new Found<>(past(window, outcomes)));
  }

  private static PerformanceReport past(PastWindow window, OutcomeCounts outcomes) {
    VersionMonitor version = window.version();
    return evaluate(
        window.counted(),
        PREDICTION,
        outcomes,
        version.performance().reference(),
        PerformanceCriteria.onDemand(version.schema().monitoring()),
        window.calibrationDrift(),
        Against.BASELINE);
  }

  private ReportResult<PerformanceReport> againstVersion(
      AskedWindow window, Against.OtherVersion against, VersionMonitor other) {
    return other.schema().task() == window.version().schema().task()
        ? new Found<>(
            byArrival(
                window.counted(),
                PerformanceReference.of(other.performance().arrived(window.window())),
                against))
        : Refused.because(
            ErrorCode.NOT_COMPARABLE, "version %d has another task".formatted(against.version()));
  }

  private ReportResult<PerformanceReport> lastVerdict(AskedWindow window) {
    VersionMonitor version = window.version();
    return version
        .reports()
        .matured(type(), window.window())
        .<ReportResult<PerformanceReport>>map(Found::new)
        .orElseGet(
            () ->
                Refused.because(
                    ErrorCode.NOT_JUDGED_YET,
                    "no window '%s' of version %d has ended %s ago, as its labels need"
                        .formatted(
                            window.window().name(),
                            version.id().version(),
                            version.schema().monitoring().labels().delay())));
  }

  /** Returns where replicas share a store, the panels of each are on the labels and rows of all. */
  @Override
  public Optional<PerformanceReport> look(AskedWindow window, WindowCounts own) {
    CountedWindow counted = window.scope().isCluster() ? window.counted() : window.counted(own);
    return Optional.of(
        byArrival(counted, window.version().performance().reference(), Against.BASELINE));
  }

  @Override
  public List<PerformanceReport> judge(EndedWindow ended) {
    CountedWindow all = ended.all();
    return List.of(
        evaluate(
            all,
            PREDICTION,
            ended.outcomes(),
            all.version().performance().reference(),
            PerformanceCriteria.forWindow(all.version().schema().monitoring(), all.window()),
            all.version().performance().calibrationDrift(all.window()),
            Against.BASELINE));
  }

  private static PerformanceReport byArrival(
      CountedWindow window, @Nullable PerformanceReference reference, Against against) {
    return evaluate(
        window,
        ARRIVAL,
        window.version().performance().arrived(window.window()),
        reference,
        PerformanceCriteria.onDemand(window.version().schema().monitoring()),
        window.version().performance().calibrationDrift(window.window()),
        against);
  }

  private static PerformanceReport evaluate(
      CountedWindow window,
      String by,
      OutcomeCounts outcomes,
      @Nullable PerformanceReference reference,
      PerformanceCriteria criteria,
      CalibrationDrift calibrationDrift,
      Against against) {
    return new PerformanceEvaluation(
            reference, window.version().performance().estimator(), criteria, calibrationDrift)
        .evaluate(window.subject(against), window.span(), by, outcomes, window.counted().counts());
  }

  @Override
  public byte[] json(PerformanceReport report) {
    return PerformanceReportJson.toBytes(report);
  }

  @Override
  public String text(PerformanceReport report) {
    return PerformanceText.of(report);
  }

  @Override
  public Verdict verdict(PerformanceReport report) {
    return report.verdict();
  }

  @Override
  public List<ShortVerdict> last(VersionMonitor version) {
    return version.schema().monitoring().windows().stream()
        .flatMap(
            window ->
                version.reports().matured(type(), window).stream()
                    .map(
                        report ->
                            new ShortVerdict(
                                window, report.window().from(), report.verdict(), why(report))))
        .toList();
  }

  private static String why(PerformanceReport report) {
    return report.reason() == null
        ? ShortVerdicts.named(
            report.comparisons().stream()
                .filter(MetricComparison::drifted)
                .map(
                    one ->
                        "%s %s -> %s"
                            .formatted(
                                one.metric().code(),
                                Spelled.number(one.reference()),
                                Spelled.number(one.current())))
                .toList())
        : report.reason().code() + ", " + report.outcomes().labelled() + " labels";
  }

  @Override
  public LogLine logLine(PerformanceReport report) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("labelled", report.outcomes().labelled());
    fields.put("verdict", report.verdict().code());
    if (report.reason() != null) {
      fields.put("reason", report.reason().code());
    }
    List<String> drifted =
        report.comparisons().stream()
            .filter(MetricComparison::drifted)
            .map(one -> one.metric().code())
            .toList();
    if (!drifted.isEmpty()) {
      fields.put("drifted", drifted);
    }
    return new LogLine("performance judged", report.verdict() == Verdict.DRIFTED, fields);
  }
}
