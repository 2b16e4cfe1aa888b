package com.nextgen.ml.service.cli;

import com.nextgen.ml.monitoring.drift.ColumnReport;
import com.nextgen.ml.monitoring.drift.DriftReport;
import com.nextgen.ml.monitoring.drift.Moments;
import com.nextgen.ml.monitoring.drift.Summary;
import com.nextgen.ml.monitoring.drift.TestName;
import com.nextgen.ml.monitoring.drift.Verdict;
import com.nextgen.ml.monitoring.schema.Names;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/** A drift report for a terminal: what has drifted first, then by the size of the effect. */
final class CompareTable {
  private static final Comparator<ColumnReport> BY_WHAT_MATTERS =
      Comparator.comparingInt(CompareTable::rank)
          .thenComparing(Comparator.comparingDouble(CompareTable::effect).reversed())
          .thenComparing(ColumnReport::name);
  private static final List<String> HEADER =
      List.of("column", "verdict", "PSI", "p-value", "what changed");

  private final PrintWriter out;
  private final Ansi ansi;

  CompareTable(PrintWriter out, Ansi ansi) {
    this.out = out;
    this.ansi = ansi;
  }

  /** Prints the table and a sentence that sums it up. */
  void print(DriftReport report) {
    List<ColumnReport> columns = report.columns().sorted(BY_WHAT_MATTERS).toList();
    List<List<String>> lines = new ArrayList<>();
    columns.forEach(column -> lines.add(line(column)));
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
    out.println(summary(report));
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

  private static List<String> line(ColumnReport column) {
    String verdict = column.verdict().spelling();
    if (column.reason() != null) {
      verdict += " (" + column.reason().spelling() + ")";
    }
    return List.of(
        Names.shortened(column.name()),
        verdict,
        column.tests().isEmpty() ? "" : String.format(Locale.ROOT, "%.3f", effect(column)),
        p(column.pValue()),
        change(column.reference(), column.current()));
  }

  private static int rank(ColumnReport column) {
    return switch (column.verdict()) {
      case DRIFTED -> 0;
      case STABLE -> 1;
      case NOT_ENOUGH_DATA -> 2;
    };
  }

  private static double effect(ColumnReport column) {
    return column.test(TestName.PSI).map(ColumnReport.TestFigure::statistic).orElse(0.0);
  }

  private static String p(OptionalDouble p) {
    if (p.isEmpty()) {
      return "";
    }
    double value = p.getAsDouble();
    if (value < 1e-300) {
      return "<1e-300";
    }
    return String.format(Locale.ROOT, value < 1e-3 ? "%.0e" : "%.3f", value);
  }

  /** The mean of numbers, or the category whose share moved most; and missing where it moved. */
  private static String change(@Nullable Summary before, Summary now) {
    if (before == null) {
      return "";
    }
    List<String> parts = new ArrayList<>();
    if (before instanceof Summary.Numeric a && now instanceof Summary.Numeric b) {
      parts.add("mean " + mean(a) + " -> " + mean(b));
    } else if (before instanceof Summary.Categorical a && now instanceof Summary.Categorical b) {
      parts.add(mostMoved(a, b));
    }
    if (before.missing() + now.missing() > 0) {
      parts.add(
          String.format(
              Locale.ROOT,
              "missing %.1f%% -> %.1f%%",
              percent(before.missing(), before),
              percent(now.missing(), now)));
    }
    return String.join(", ", parts);
  }

  private static String mean(Summary.Numeric numbers) {
    return numbers
        .moments()
        .map(Moments::mean)
        .map(mean -> String.format(Locale.ROOT, "%.4g", mean))
        .orElse("none");
  }

  private static String mostMoved(Summary.Categorical before, Summary.Categorical now) {
    int most = 0;
    double largest = -1;
    for (int i = 0; i < before.categories().size(); i++) {
      double difference =
          Math.abs(
              percent(before.categories().get(i).count(), before)
                  - percent(now.categories().get(i).count(), now));
      if (difference > largest) {
        largest = difference;
        most = i;
      }
    }
    return String.format(
        Locale.ROOT,
        "%s %.1f%% -> %.1f%%",
        Names.shortened(before.categories().get(most).category()),
        percent(before.categories().get(most).count(), before),
        percent(now.categories().get(most).count(), now));
  }

  private static double percent(long count, Summary side) {
    return 100.0 * count / Math.max(1, side.count() + side.missing());
  }

  private static String summary(DriftReport report) {
    long drifted = count(report, Verdict.DRIFTED);
    long judged = drifted + count(report, Verdict.STABLE);
    return String.format(
        Locale.ROOT,
        "%d of %d judged columns drifted; %d rows against %d; drifted is PSI >= %s and significant"
            + " at %s after Benjamini-Hochberg, rows taken as independent",
        drifted,
        judged,
        report.window().rows(),
        report.baseline() == null ? 0 : report.baseline().rows(),
        number(report.policy().output().threshold(TestName.PSI).orElseThrow()),
        number(report.policy().level()));
  }

  private static String number(double value) {
    return BigDecimal.valueOf(value).round(new MathContext(3)).stripTrailingZeros().toPlainString();
  }

  private static long count(DriftReport report, Verdict verdict) {
    return report.columns().filter(column -> column.verdict() == verdict).count();
  }
}
