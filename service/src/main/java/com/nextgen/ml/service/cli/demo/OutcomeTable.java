package com.nextgen.ml.service.cli.demo;

import com.nextgen.ml.service.page.text.TextTable;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Help.Ansi;

/** Outcomes as a table of expected and found. */
final class OutcomeTable {
  private static final List<String> HEADER = List.of("phase", "model", "expected", "found", "");

  private OutcomeTable() {}

  static void print(List<DemoOutcome> outcomes, PrintWriter out) {
    TextTable table = new TextTable(HEADER, Set.of());
    for (DemoOutcome outcome : outcomes) {
      table.add(
          List.of(
              outcome.phase().title(),
              outcome.model(),
              names(outcome.expected()),
              names(outcome.found()),
              mark(outcome)));
    }
    List<String> lines = table.lines();
    out.println(lines.get(0));
    for (int i = 0; i < outcomes.size(); i++) {
      String mark = mark(outcomes.get(i));
      String line = lines.get(i + 1);
      String style = mark.equals("agrees") ? "@|green " : "@|bold,red ";
      out.println(
          line.substring(0, line.length() - mark.length()) + Ansi.AUTO.string(style + mark + "|@"));
    }
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
