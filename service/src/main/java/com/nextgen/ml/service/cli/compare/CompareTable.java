package com.nextgen.ml.service.cli.compare;

import com.nextgen.ml.monitoring.drift.ColumnReport;
import com.nextgen.ml.monitoring.drift.DriftReport;
import com.nextgen.ml.monitoring.drift.multivariate.MultivariateReport;
import com.nextgen.ml.monitoring.report.Verdict;
import com.nextgen.ml.monitoring.text.Messages;
import com.nextgen.ml.service.page.ColumnInWords;
import com.nextgen.ml.service.page.ReportInWords;
import com.nextgen.ml.service.page.Spelled;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/** A drift report for a terminal: what has drifted first, then by the size of the effect. */
final class CompareTable {
  private static final List<String> HEADER =
      List.of("column", "verdict", "PSI", "p-value", "what changed");

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
    List<ColumnReport> columns = report.columns().sorted(ColumnInWords.BY_WHAT_MATTERS).toList();
    List<List<String>> lines = new ArrayList<>();
    columns.forEach(column -> lines.add(line(column, unseen.get(column.name()))));
    int[] widths = new int[HEADER.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = HEADER.get(i).length();
      for (List<String> line : lines) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    }
    out.println(spaced(HEADER, widths));
    for (int i = 0; i < lines.size(); i++) {
      String text = spaced(lines.get(i), widths);
      boolean drifted = columns.get(i).verdict() == Verdict.DRIFTED;
      out.println(drifted ? ansi.new Text("@|bold,red " + escaped(text) + "|@") : text);
    }
    out.println();
    out.println(ReportInWords.sentence(report));
    MultivariateReport together = report.multivariate();
    if (together != null) {
      out.println(ReportInWords.together(together));
    }
  }

  /** Column names may hold what would end the colour. */
  private static String escaped(String text) {
    return text.replace("|@", "| @");
  }

  private static String spaced(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      String padding = " ".repeat(widths[i] - cells.get(i).length());
      boolean number = i == 2 || i == 3;
      line.append(number ? padding + cells.get(i) : cells.get(i) + padding).append("  ");
    }
    return line.toString().stripTrailing();
  }

  private static List<String> line(ColumnReport column, @Nullable String unseen) {
    return List.of(
        Messages.quoted(column.name()),
        ColumnInWords.verdict(column),
        column.tests().isEmpty()
            ? ""
            : String.format(Locale.ROOT, "%.3f", ColumnInWords.effect(column)),
        Spelled.pValue(column.pValue()),
        ColumnInWords.change(column) + (unseen == null ? "" : " (" + unseen + ")"));
  }
}
