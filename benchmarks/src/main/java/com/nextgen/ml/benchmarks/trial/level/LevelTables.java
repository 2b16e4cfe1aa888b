package com.nextgen.ml.benchmarks.trial.level;

import com.nextgen.ml.benchmarks.trial.rule.Rule;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** False alarms, as Markdown. */
public final class LevelTables {
  private LevelTables() {}

  /** Returns how often declared p-values are small, as multiples of each level. */
  public static String levels(List<LevelCase> cases) {
    StringBuilder out = new StringBuilder();
    out.append("| values | n | m | windows | ≤ .05 | ≤ .001 | ≤ 4e-5 |\n");
    out.append("|---|---|---|---|---|---|---|\n");
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
      out.append('\n');
    }
    return out.toString();
  }

  /** Returns false alarms of one of the tests behind the declared p-value, by itself. */
  public static String levelsOf(int test, List<LevelCase> cases) {
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

  /** Returns the rates of single baselines. */
  public static String baselines(List<BaselineSpread> spreads) {
    StringBuilder out = new StringBuilder();
    out.append("| values | n | m | mean | half | 9 of 10 | 99 of 100 | baselines over .10 |");
    out.append(" over .25 | whole policy |\n|---|---|---|---|---|---|---|---|---|---|\n");
    for (BaselineSpread one : spreads) {
      out.append(
          String.format(
              Locale.ROOT,
              "| %s | %,d | %,d | %.3f | %.3f | %.3f | %.3f | %.3f | %.3f | %.5f |%n",
              one.title(),
              one.size().window(),
              one.size().reference(),
              one.mean(),
              one.quantile(0.5),
              one.quantile(0.9),
              one.quantile(0.99),
              one.over(0.1),
              one.over(0.25),
              one.alarms()));
    }
    return out.toString();
  }

  /** Returns how often any of several features is called drifted. */
  public static String families(Map<Rule, List<Tally>> families) {
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
}
