package com.nextgen.ml.service.page.text;

import com.nextgen.ml.monitoring.figures.Estimate;
import com.nextgen.ml.monitoring.figures.MetricEstimates;
import com.nextgen.ml.monitoring.performance.Coverage;
import com.nextgen.ml.monitoring.performance.LabelShift;
import com.nextgen.ml.monitoring.performance.MetricComparison;
import com.nextgen.ml.monitoring.performance.PerformanceReport;
import com.nextgen.ml.monitoring.report.Verdict;
import com.nextgen.ml.service.page.Spelled;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Performance: each figure beside what it was, and what is expected without labels. */
public final class PerformanceText {
  private static final List<String> HEADER =
      List.of("metric", "now", "95 % interval", "reference", "estimated", "verdict");

  private PerformanceText() {}

  /** Returns a whole report. */
  public static String of(PerformanceReport report) {
    ReportText text =
        new ReportText(
                report.verdict(),
                report.reason(),
                "performance by " + report.by() + " time",
                report.subject())
            .window(report.window(), report.subject())
            .add(labels(report));
    changes(report, text);
    return text.add(table(report)).text();
  }

  private static String labels(PerformanceReport report) {
    Coverage coverage = report.coverage();
    return String.format(Locale.ROOT, "%,d labelled", report.outcomes().labelled())
        + (coverage == null || report.window().rows() == 0
            ? ""
            : ", " + Spelled.percent(coverage.share()) + " of the predictions")
        + String.format(Locale.ROOT, "; %,d in the reference", report.reference().labelled());
  }

  private static void changes(PerformanceReport report, ReportText text) {
    if (report.verdict() != Verdict.DRIFTED) {
      return;
    }
    LabelShift cause = report.cause();
    text.add(
        "worse: "
            + report.comparisons().stream()
                .filter(MetricComparison::drifted)
                .map(
                    one ->
                        one.metric().code()
                            + " "
                            + Spelled.number(one.reference())
                            + " -> "
                            + Spelled.number(one.current()))
                .collect(Collectors.joining(", "))
            + (cause == null ? "" : "; cause: " + cause.cause().code()));
  }

  private static TextTable table(PerformanceReport report) {
    Map<String, Estimate> now = report.figures().figures();
    MetricEstimates estimate = report.estimate();
    Map<String, Estimate> estimated = estimate == null ? Map.of() : estimate.figures();
    Map<String, Double> before = report.reference().values();
    Map<String, Verdict> verdicts =
        report.comparisons().stream()
            .collect(Collectors.toMap(one -> one.metric().code(), MetricComparison::verdict));
    Set<String> names = new TreeSet<>(now.keySet());
    names.addAll(estimated.keySet());
    names.addAll(before.keySet());
    TextTable table = new TextTable(HEADER, Set.of(1, 2, 3, 4));
    for (String name : names) {
      Double reference = before.get(name);
      Verdict verdict = verdicts.get(name);
      table.add(
          List.of(
              name,
              value(now.get(name)),
              interval(now.get(name)),
              reference == null ? "" : Spelled.number(reference),
              value(estimated.get(name)),
              verdict == null ? "" : verdict.code()));
    }
    return table;
  }

  private static String value(@Nullable Estimate figure) {
    return figure == null ? "" : Spelled.number(figure.value());
  }

  private static String interval(@Nullable Estimate figure) {
    return figure == null
        ? ""
        : Spelled.number(figure.low()) + " to " + Spelled.number(figure.high());
  }
}
