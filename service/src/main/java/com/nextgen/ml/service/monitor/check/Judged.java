package com.nextgen.ml.service.monitor.check;

import com.nextgen.ml.monitoring.report.Verdict;
import com.nextgen.ml.monitoring.schema.policy.Window;
import com.nextgen.ml.service.monitor.live.Finding;
import com.nextgen.ml.service.monitor.live.VersionReports;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What one kind of report says of a window that was judged.
 *
 * @param reports one for each of its parts; more than one only of kinds that judge parts
 */
public record Judged<R>(Check<R> check, List<R> reports) {

  public Judged {
    reports = List.copyOf(reports);
  }

  /** A report as it is kept. */
  public record Row(String part, Verdict verdict, List<Supplier<byte[]>> documents) {

    public Row {
      documents = List.copyOf(documents);
    }
  }

  static <R> Judged<R> of(Check<R> check, EndedWindow ended) {
    return new Judged<>(check, check.judge(ended));
  }

  /** Returns what is kept, one row a report. */
  public List<Row> rows() {
    return reports.stream()
        .map(report -> new Row(check.part(report), check.verdict(report), check.documents(report)))
        .toList();
  }

  /** Returns what is logged. */
  public List<LogLine> logLines() {
    List<LogLine> lines = new ArrayList<>();
    for (R report : reports) {
      LogLine line = check.logLine(report);
      if (line != null) {
        lines.add(line);
      }
    }
    return lines;
  }

  @Nullable Finding finding() {
    return reports.isEmpty() ? null : check.finding(reports);
  }

  void showMatured(VersionReports shown, Window window) {
    reports.forEach(report -> shown.matured(check.type(), window, report));
  }
}
