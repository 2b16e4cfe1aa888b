package com.nextgen.ml.benchmarks.trial.fault;

import com.nextgen.ml.benchmarks.trial.fault.Fault.Meaning;
import com.nextgen.ml.benchmarks.trial.rule.Rule;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What {@link FaultTrial} found, as Markdown. */
public final class FaultTables {
  private static final double CLEAR = 0.1;

  /** A difference of less is one of few windows. */
  private static final double CHANCE = 0.005;

  private FaultTables() {}

  /** Returns the share of wrong verdicts of each kind of fault. */
  public static String kinds(List<FaultCase> cases) {
    StringBuilder out = new StringBuilder("| what happens | columns |").append(titles(2));
    section(out, cases, Meaning.GROSS, "**share of windows missed**", "all gross faults");
    section(out, cases, Meaning.NO_CHANGE, "**share of false alarms**", "all without change");
    section(out, cases, Meaning.NONE, "**share of alarms without meaning**", "all of these");
    return out.toString();
  }

  private static void section(
      StringBuilder out, List<FaultCase> cases, Meaning meaning, String head, String sum) {
    List<FaultCase> own = with(cases, meaning);
    out.append("| ").append(head).append(" |").append(" |".repeat(1 + Rule.values().length));
    out.append('\n');
    by(own, FaultTables::title).forEach((title, some) -> line(out, title, some));
    line(out, sum, own);
  }

  private static String title(FaultCase one) {
    return one.fault().title() + (one.fault().numeric() ? "" : " (names)");
  }

  /** Returns gross faults and windows without change by the rows of window and baseline. */
  public static String sizes(List<FaultCase> cases) {
    StringBuilder out = new StringBuilder("| rows | columns |").append(titles(2));
    by(with(cases, Meaning.GROSS), one -> "missed, " + one.size().title())
        .forEach((title, some) -> line(out, title, some));
    by(with(cases, Meaning.NO_CHANGE), one -> "false alarms, " + one.size().title())
        .forEach((title, some) -> line(out, title, some));
    return out.toString();
  }

  /** Returns the kinds of fault of which another rule misses clearly fewer windows. */
  public static String behind(List<FaultCase> cases) {
    StringBuilder out = new StringBuilder("| what happens | ml-service | fewer missed by |\n");
    out.append("|---|---|---|\n");
    by(with(cases, Meaning.GROSS), FaultTables::title)
        .forEach(
            (title, some) -> {
              double ours = wrong(some, Rule.OURS);
              String fewer =
                  Rule.PEERS.stream()
                      .filter(rule -> wrong(some, rule) < ours - CHANCE)
                      .map(
                          rule ->
                              String.format(
                                  Locale.ROOT,
                                  "%s %.3f (false alarms %.3f)",
                                  rule.title(),
                                  wrong(some, rule),
                                  wrong(with(cases, Meaning.NO_CHANGE), rule)))
                      .collect(Collectors.joining(", "));
              if (!fewer.isEmpty()) {
                out.append(String.format(Locale.ROOT, "| %s | %.3f | %s |%n", title, ours, fewer));
              }
            });
    return out.toString();
  }

  /** Returns the columns and faults that the product's policy misses most, the worst first. */
  public static String worst(List<FaultCase> cases, int most) {
    StringBuilder out = new StringBuilder("| column | what happens | rows |").append(titles(3));
    with(cases, Meaning.GROSS).stream()
        .filter(one -> share(one, Rule.OURS) > CLEAR)
        .sorted(Comparator.comparingDouble(one -> -share(one, Rule.OURS)))
        .limit(most)
        .forEach(
            one -> {
              out.append(
                  String.format(
                      "| %s | %s | %s |", one.column(), one.fault().title(), one.size().title()));
              for (Rule rule : Rule.values()) {
                number(out, share(one, rule));
              }
              out.append('\n');
            });
    return out.toString();
  }

  private static double share(FaultCase one, Rule rule) {
    return (double) one.wrong(rule) / one.judged(rule);
  }

  private static void line(StringBuilder out, String title, List<FaultCase> cases) {
    long columns = cases.stream().map(FaultCase::column).distinct().count();
    out.append("| ").append(title).append(" | ").append(columns).append(" |");
    for (Rule rule : Rule.values()) {
      number(out, wrong(cases, rule));
    }
    out.append('\n');
  }

  private static void number(StringBuilder out, double share) {
    out.append(Double.isNaN(share) ? " |" : String.format(Locale.ROOT, " %.3f |", share));
  }

  /** Returns the share of the windows that the rule says anything of and judges wrongly. */
  public static double missed(List<FaultCase> cases, Rule rule) {
    return wrong(with(cases, Meaning.GROSS), rule);
  }

  /** Returns the share of windows without change that the rule alarms at. */
  public static double falseAlarms(List<FaultCase> cases, Rule rule) {
    return wrong(with(cases, Meaning.NO_CHANGE), rule);
  }

  private static double wrong(List<FaultCase> cases, Rule rule) {
    double wrong = cases.stream().mapToInt(one -> one.wrong(rule)).sum();
    return wrong / cases.stream().mapToInt(one -> one.judged(rule)).sum();
  }

  private static List<FaultCase> with(List<FaultCase> cases, Meaning meaning) {
    return cases.stream().filter(one -> one.fault().meaning() == meaning).toList();
  }

  private static Map<String, List<FaultCase>> by(
      List<FaultCase> cases, Function<FaultCase, String> group) {
    return cases.stream()
        .collect(Collectors.groupingBy(group, LinkedHashMap::new, Collectors.toList()));
  }

  /** The heads of the rules' columns after {@code before} others, and the line under them. */
  private static String titles(int before) {
    StringBuilder out = new StringBuilder();
    for (Rule rule : Rule.values()) {
      out.append(' ').append(rule.title()).append(" |");
    }
    return out.append("\n|")
        .append("---|".repeat(before + Rule.values().length))
        .append("\n")
        .toString();
  }
}
