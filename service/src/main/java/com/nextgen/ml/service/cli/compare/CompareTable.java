package com.nextgen.ml.service.cli.compare;

import com.nextgen.ml.monitoring.drift.ColumnReport;
import com.nextgen.ml.monitoring.drift.DriftReport;
import com.nextgen.ml.monitoring.report.Verdict;
import com.nextgen.ml.service.page.text.DriftText;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Help.Ansi;

/** A drift report for a terminal: what has drifted first, then by the size of the effect. */
final class CompareTable {
  private final PrintWriter out;
  private final Ansi ansi;

  CompareTable(PrintWriter out, Ansi ansi) {
    this.out = out;
    this.ansi = ansi;
  }

  /**
   * Prints the table and a sentence that sums it up.
   *
   * @param unseen in words, by column: categories that the reference never had
   */
  void print(DriftReport report, Map<String, String> unseen) {
    List<ColumnReport> columns = DriftText.columns(report);
    List<String> lines = DriftText.table(columns, unseen).lines();
    out.println(lines.get(0));
    for (int i = 0; i < columns.size(); i++) {
      String line = lines.get(i + 1);
      boolean drifted = columns.get(i).verdict() == Verdict.DRIFTED;
      out.println(drifted ? ansi.new Text("@|bold,red " + escaped(line) + "|@") : line);
    }
    out.println();
    DriftText.summary(report).forEach(out::println);
  }

  /** Column names may hold what would end the colour. */
  private static String escaped(String text) {
    return text.replace("|@", "| @");
  }
}
