package com.nextgen.ml.benchmarks.trial.power;

import com.nextgen.ml.benchmarks.trial.rule.Rule;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** What {@link PowerTrial} found, as Markdown. */
public final class PowerTables {
  private PowerTables() {}

  /** Returns mean power by what changes, and of numbers, of categories and of all. */
  public static String power(List<PowerRow> rows) {
    StringBuilder out = new StringBuilder("| values | change |");
    for (Rule rule : Rule.values()) {
      // At an equal rate the threshold of a rule does not matter.
      out.append(rule == Rule.PSI_10 ? "" : " " + title(rule) + " |");
    }
    out.append(" behind by > .10 |\n|")
        .append("---|".repeat(2 + Rule.values().length))
        .append('\n');
    by(rows, row -> row.one().shape().title() + " | " + row.one().shift().kind())
        .forEach((group, some) -> line(out, group, some));
    by(rows, row -> row.one().shape().isNumeric() ? "all numbers |" : "all categories |")
        .forEach((group, some) -> line(out, group, some));
    line(out, "all |", rows);
    return out.toString();
  }

  private static String title(Rule rule) {
    return rule == Rule.PSI_20 ? "PSI" : rule.title();
  }

  private static void line(StringBuilder out, String group, Collection<PowerRow> rows) {
    out.append("| ").append(group).append(" |");
    for (Rule rule : Rule.values()) {
      if (rule != Rule.PSI_10) {
        out.append(String.format(Locale.ROOT, " %.3f |", mean(rows, row -> row.power(rule))));
      }
    }
    long behind = rows.stream().filter(PowerRow::isBehind).count();
    out.append(String.format(Locale.ROOT, " %d of %d |%n", behind, rows.size()));
  }

  /** Returns the rows in which another rule has clearly more power, by what changes. */
  public static String behind(List<PowerRow> rows) {
    StringBuilder out = new StringBuilder("| values | change | rows | ml-service | the best |");
    out.append(" which | sizes |\n|---|---|---|---|---|---|---|\n");
    by(
            rows.stream().filter(PowerRow::isBehind).toList(),
            row -> row.one().shape().title() + " | " + row.one().shift().kind())
        .forEach(
            (group, some) ->
                out.append(
                    String.format(
                        Locale.ROOT,
                        "| %s | %d | %.2f | %.2f | %s | %s |%n",
                        group,
                        some.size(),
                        mean(some, row -> row.power(Rule.OURS)),
                        mean(some, PowerRow::bestPeer),
                        counted(some, PowerTables::best),
                        counted(
                            some,
                            row ->
                                "%,d of %,d"
                                    .formatted(row.one().window(), row.one().reference())))));
    return out.toString();
  }

  private static String best(PowerRow row) {
    return Rule.PEERS.stream()
        .filter(rule -> row.power(rule) == row.bestPeer())
        .findFirst()
        .map(PowerTables::title)
        .orElse("");
  }

  private static Map<String, List<PowerRow>> by(
      List<PowerRow> rows, Function<PowerRow, String> group) {
    return rows.stream()
        .collect(Collectors.groupingBy(group, LinkedHashMap::new, Collectors.toList()));
  }

  /** What rows have in common and how many have it, the most frequent first. */
  private static String counted(List<PowerRow> rows, Function<PowerRow, String> what) {
    return by(rows, what).entrySet().stream()
        .sorted((a, b) -> Integer.compare(b.getValue().size(), a.getValue().size()))
        .map(entry -> entry.getKey() + " (" + entry.getValue().size() + ")")
        .collect(Collectors.joining(", "));
  }

  private static double mean(Collection<PowerRow> rows, ToDoubleFunction<PowerRow> figure) {
    return rows.stream().mapToDouble(figure).average().orElse(Double.NaN);
  }
}
