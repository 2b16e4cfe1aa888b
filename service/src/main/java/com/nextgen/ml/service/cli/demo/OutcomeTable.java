package com.nextgen.ml.service.cli.demo;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Help.Ansi;

/** Outcomes as a table of expected and found. */
final class OutcomeTable {
  private static final List<String> HEADER = List.of("phase", "model", "expected", "found", "");

  private OutcomeTable() {}

  static void print(List<DemoOutcome> outcomes, PrintWriter out) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEADER);
    for (DemoOutcome outcome : outcomes) {
      rows.add(
          List.of(
              outcome.phase().title(),
              outcome.model(),
              names(outcome.expected()),
              names(outcome.found()),
              mark(outcome)));
    }
    int[] widths = new int[HEADER.size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    for (List<String> row : rows) {
      out.println(line(row, widths));
    }
  }

  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    int last = widths.length - 1;
    for (int i = 0; i < last; i++) {
      line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
    }
    String mark = row.get(last);
    String style = mark.equals("agrees") ? "@|green " : "@|bold,red ";
    return line + (mark.isEmpty() ? "" : Ansi.AUTO.string(style + mark + "|@"));
  }

  private static String names(Set<String> names) {
    return names.isEmpty() ? "no drift" : String.join(", ", names);
  }

  private static String mark(DemoOutcome outcome) {
    if (!outcome.problem().isEmpty()) {
      return outcome.problem();
    }
    return outcome.agrees() ? "agrees" : "DIFFERS";
  }
}
