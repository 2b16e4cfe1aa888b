package com.nextgen.ml.service.page.text;

import com.nextgen.ml.monitoring.drift.ColumnReport;
import com.nextgen.ml.monitoring.drift.DriftReport;
import com.nextgen.ml.monitoring.drift.multivariate.MultivariateReport;
import com.nextgen.ml.monitoring.report.Verdict;
import com.nextgen.ml.monitoring.text.Messages;
import com.nextgen.ml.service.page.ColumnInWords;
import com.nextgen.ml.service.page.ReportInWords;
import com.nextgen.ml.service.page.Spelled;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Drift: what has drifted first, then by the size of the effect. */
public final class DriftText {
  private static final List<String> HEADER =
      List.of("column", "verdict", "PSI", "p-value", "what changed");

  private DriftText() {}

  /**
   * Returns a whole report.
   *
   * @param verdict on all of it
   */
  public static String of(DriftReport report, Verdict verdict) {
    ReportText text =
        new ReportText(
                verdict,
                verdict == Verdict.NOT_ENOUGH_DATA ? report.dataset().reason() : null,
                "inputs and predictions",
                report.subject())
            .window(report.window(), report.subject());
    summary(report).forEach(text::add);
    return text.add(table(columns(report), Map.of())).text();
  }

  /** Returns the columns in the order of the table's rows. */
  public static List<ColumnReport> columns(DriftReport report) {
    return report.columns().sorted(ColumnInWords.BY_WHAT_MATTERS).toList();
  }

  /**
   * Returns a row for each column.
   *
   * @param unseen in words, by column: categories that the reference never had
   */
  public static TextTable table(List<ColumnReport> columns, Map<String, String> unseen) {
    TextTable table = new TextTable(HEADER, Set.of(2, 3));
    columns.forEach(column -> table.add(row(column, unseen.get(column.name()))));
    return table;
  }

  /** Returns how many columns drifted, by what rule, and whether they did together. */
  public static List<String> summary(DriftReport report) {
    MultivariateReport together = report.multivariate();
    return together == null
        ? List.of(ReportInWords.sentence(report))
        : List.of(ReportInWords.sentence(report), ReportInWords.together(together));
  }

  private static List<String> row(ColumnReport column, @Nullable String unseen) {
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
