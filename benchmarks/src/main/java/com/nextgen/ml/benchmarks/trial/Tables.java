package com.nextgen.ml.benchmarks.trial;

import com.nextgen.ml.benchmarks.trial.MonthTrial.Month;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/** Results as Markdown. */
final class Tables {
  private static final double CLEAR = 0.1;
  private static final int ENOUGH_ROWS = 500;

  private Tables() {}

  static String levels(List<LevelCase> cases) {
    StringBuilder out = new StringBuilder();
    out.append("| values | n | m | windows | ≤ .05 | ≤ .001 | ≤ 4e-5 | PSI ≥ 0.2 |\n");
    out.append("|---|---|---|---|---|---|---|---|\n");
    for (LevelCase one : cases) {
      out.append(
          String.format(
              Locale.ROOT,
              "| %s | %,d | %,d | %,d |",
              one.title(),
              one.size().window(),
              one.size().reference(),
              one.declared(0).windows()));
      for (int i = 0; i < LevelCase.LEVELS.size(); i++) {
        double level = LevelCase.LEVELS.get(i);
        Tally tally = one.declared(i);
        out.append(tally.windows() * level < 3 ? " |" : multiple(tally, level));
      }
      out.append(String.format(Locale.ROOT, " %.5f |%n", one.effects().rate()));
    }
    return out.toString();
  }

  /** False alarms of one of the tests behind the declared p-value, by itself. */
  static String levelsOf(int test, List<LevelCase> cases) {
    StringBuilder out = new StringBuilder();
    out.append("| ").append(LevelCase.TESTS.get(test).code());
    out.append(" | ≤ .05 | ≤ .001 | ≤ 4e-5 |\n|---|---|---|---|\n");
    for (LevelCase one : cases) {
      out.append("| ").append(one.title()).append(" |");
      for (int level = 0; level < LevelCase.LEVELS.size(); level++) {
        out.append(multiple(one.test(test, level), LevelCase.LEVELS.get(level)));
      }
      out.append('\n');
    }
    return out.toString();
  }

  private static String multiple(Tally tally, double level) {
    return String.format(
        Locale.ROOT,
        " %.2f ± %.2f%s |",
        tally.rate() / level,
        tally.error(level) / level,
        tally.exceeds(level, 3) ? " **over**" : "");
  }

  static String families(Map<Rule, List<Tally>> families) {
    StringBuilder out = new StringBuilder("| rule |");
    FamilyTrial.FEATURES.forEach(size -> out.append(String.format(Locale.ROOT, " %d |", size)));
    out.append("\n|---|---|---|---|---|\n");
    families.forEach(
        (rule, tallies) -> {
          out.append("| ").append(rule.title()).append(" |");
          tallies.forEach(tally -> out.append(String.format(Locale.ROOT, " %.3f |", tally.rate())));
          out.append('\n');
        });
    return out.toString();
  }

  static String months(List<Month> months) {
    return String.format(Locale.ROOT, "| | of %d months | in all |%n|---|---|---|%n", months.size())
        + month(months, "significance alone", Month::allSignificant)
        + month(months, "the whole policy", Month::allAlarms);
  }

  private static String month(List<Month> months, String title, ToIntFunction<Month> count) {
    long with = months.stream().filter(month -> count.applyAsInt(month) > 0).count();
    return String.format(
        Locale.ROOT,
        "| %s | %d with a false alarm | %d false alarms, %.2f a month |%n",
        title,
        with,
        months.stream().mapToInt(count).sum(),
        months.stream().mapToInt(count).average().orElse(0));
  }

  /** Mean power and wrong verdicts over all rows. */
  static String summary(List<Comparison> comparisons) {
    List<Comparison> drift = comparisons.stream().filter(Comparison::isDrift).toList();
    List<Comparison> judged =
        comparisons.stream()
            .filter(c -> !c.isBorderline() && c.one().window() >= ENOUGH_ROWS)
            .toList();
    StringBuilder out = new StringBuilder();
    out.append("| rule | mean power | false alarms of its own rule | wrong, n ≥ 500 | of rows |\n");
    out.append("|---|---|---|---|---|\n");
    for (Rule rule : Rule.values()) {
      List<Comparison> own = judged.stream().filter(c -> c.one().judged(rule) > 0).toList();
      out.append(
          String.format(
              Locale.ROOT,
              "| %s | %.3f | %.3f | %.1f %% | %d |%n",
              rule.title(),
              drift.stream().mapToDouble(c -> c.power(rule)).average().orElse(0),
              comparisons.stream()
                  .filter(c -> !c.isDrift() && c.one().judged(rule) > 0)
                  .mapToDouble(c -> (double) c.one().alarms(rule) / c.one().judged(rule))
                  .average()
                  .orElse(0),
              100 * own.stream().mapToDouble(c -> c.wrongShare(rule)).average().orElse(0),
              own.size()));
    }
    return out.toString();
  }

  /** Those with drift, by the first two columns of a table. */
  private static Map<String, List<Comparison>> byChange(List<Comparison> comparisons) {
    return comparisons.stream()
        .filter(Comparison::isDrift)
        .collect(
            Collectors.groupingBy(
                c -> "| " + c.one().shape().title() + " | " + c.one().shift().kind() + " |",
                LinkedHashMap::new,
                Collectors.toList()));
  }

  /** Power by what changes, over sizes. */
  static String power(List<Comparison> comparisons) {
    StringBuilder out = new StringBuilder("| values | change |").append(titles(2));
    byChange(comparisons)
        .forEach(
            (kind, rows) -> {
              out.append(kind);
              for (Rule rule : Rule.values()) {
                out.append(
                    String.format(
                        Locale.ROOT,
                        " %.3f |",
                        rows.stream().mapToDouble(c -> c.power(rule)).average().orElse(0)));
              }
              out.append('\n');
            });
    return out.toString();
  }

  /** Rows in which another rule has clearly more power, the worst first. */
  static String lessPower(List<Comparison> comparisons, int most) {
    List<Comparison> rows =
        comparisons.stream()
            .filter(c -> c.isDrift() && c.power(Rule.OURS) < c.bestPeer() - CLEAR)
            .sorted((a, b) -> Double.compare(lag(b), lag(a)))
            .toList();
    long all = comparisons.stream().filter(Comparison::isDrift).count();
    StringBuilder out = new StringBuilder();
    out.append(String.format(Locale.ROOT, "%d of %d rows; the worst:%n%n", rows.size(), all));
    out.append("| values | change | size | n | m | true PSI |").append(titles(6));
    return rows(out, rows.stream().limit(most).toList(), false);
  }

  /** The same rows by what changes. */
  static String lessPowerBy(List<Comparison> comparisons) {
    StringBuilder out = new StringBuilder();
    out.append(
        "| values | change | rows | of | windows | the best | power of ml-service | of the best |\n");
    out.append("|---|---|---|---|---|---|---|---|\n");
    byChange(comparisons)
        .forEach(
            (kind, all) -> {
              List<Comparison> rows =
                  all.stream().filter(c -> c.power(Rule.OURS) < c.bestPeer() - CLEAR).toList();
              if (!rows.isEmpty()) {
                out.append(
                    String.format(
                        Locale.ROOT,
                        "%s %d | %d | %s | %s | %.3f | %.3f |%n",
                        kind,
                        rows.size(),
                        all.size(),
                        counted(
                            rows,
                            c -> "%,d of %,d".formatted(c.one().window(), c.one().reference())),
                        counted(rows, Tables::best),
                        rows.stream().mapToDouble(c -> c.power(Rule.OURS)).average().orElse(0),
                        rows.stream().mapToDouble(Comparison::bestPeer).average().orElse(0)));
              }
            });
    return out.toString();
  }

  private static String best(Comparison one) {
    return Arrays.stream(Rule.values())
        .filter(rule -> rule != Rule.OURS && one.power(rule) == one.bestPeer())
        .findFirst()
        .map(Rule::title)
        .orElse("");
  }

  /** What rows have in common and how many have it, the most frequent first. */
  private static String counted(List<Comparison> rows, Function<Comparison, String> what) {
    return rows.stream()
        .collect(Collectors.groupingBy(what, LinkedHashMap::new, Collectors.counting()))
        .entrySet()
        .stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
        .collect(Collectors.joining(", "));
  }

  private static double lag(Comparison one) {
    return one.bestPeer() - one.power(Rule.OURS);
  }

  /** Rows of enough data in which another rule has fewer wrong verdicts, the worst first. */
  static String moreWrong(List<Comparison> comparisons, int most) {
    List<Comparison> judged =
        comparisons.stream()
            .filter(c -> !c.isBorderline() && c.one().window() >= ENOUGH_ROWS)
            .toList();
    List<Comparison> rows =
        judged.stream()
            .filter(c -> c.wrongShare(Rule.OURS) > c.fewestWrong() + 1e-9)
            .sorted(
                (a, b) ->
                    Double.compare(
                        b.wrongShare(Rule.OURS) - b.fewestWrong(),
                        a.wrongShare(Rule.OURS) - a.fewestWrong()))
            .toList();
    StringBuilder out = new StringBuilder();
    out.append(
        String.format(Locale.ROOT, "%d of %d rows; the worst:%n%n", rows.size(), judged.size()));
    out.append("| values | change | size | n | m | true PSI |").append(titles(6));
    return rows(out, rows.stream().limit(most).toList(), true);
  }

  private static String rows(StringBuilder out, List<Comparison> rows, boolean wrong) {
    for (Comparison row : rows) {
      out.append(
          String.format(
              Locale.ROOT,
              "| %s | %s | %s | %,d | %,d | %.3f |",
              row.one().shape().title(),
              row.one().shift().kind(),
              row.one().shift().size(),
              row.one().window(),
              row.one().reference(),
              row.effect()));
      for (Rule rule : Rule.values()) {
        double figure = wrong ? row.wrongShare(rule) : row.power(rule);
        out.append(Double.isNaN(figure) ? " |" : String.format(Locale.ROOT, " %.3f |", figure));
      }
      out.append('\n');
    }
    return out.toString();
  }

  /** Rows needed for a power of .8, at 5,000 baseline rows. */
  static String rowsNeeded(List<Comparison> comparisons) {
    StringBuilder out = new StringBuilder("| values | change | size |").append(titles(3));
    Map<String, List<Comparison>> groups =
        comparisons.stream()
            .filter(c -> c.isDrift() && c.one().reference() == 5000)
            .collect(
                Collectors.groupingBy(
                    c ->
                        String.format(
                            Locale.ROOT,
                            "| %s | %s | %s |",
                            c.one().shape().title(),
                            c.one().shift().kind(),
                            c.one().shift().size()),
                    LinkedHashMap::new,
                    Collectors.toList()));
    groups.forEach(
        (group, rows) -> {
          List<String> needed = new ArrayList<>();
          for (Rule rule : Rule.values()) {
            needed.add(
                rows.stream()
                    .filter(c -> c.power(rule) >= 0.8)
                    .mapToInt(c -> c.one().window())
                    .min()
                    .stream()
                    .mapToObj(n -> String.format(Locale.ROOT, "%,d", n))
                    .findFirst()
                    .orElse("more"));
          }
          out.append(group).append(' ').append(String.join(" | ", needed)).append(" |\n");
        });
    return out.toString();
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
