package com.nextgen.ml.benchmarks.trial.dependent;

import com.nextgen.ml.benchmarks.trial.dependent.DependentCase.Taken;
import com.nextgen.ml.benchmarks.trial.level.Tally;
import com.nextgen.ml.benchmarks.trial.rule.Rule;
import java.util.List;
import java.util.Locale;

/** What {@link DependentTrial} found, as Markdown. */
public final class DependentTable {
  private DependentTable() {}

  /** Returns a row for each case. */
  public static String of(List<DependentCase> cases) {
    StringBuilder out = new StringBuilder();
    out.append("| stream | n | m | ≤ .05 untold | told | ≤ .001 untold | told |");
    out.append(" whole policy untold | told | sees 1 σ untold | told |");
    int columns = 11;
    for (Rule rule : Rule.values()) {
      if (rule != Rule.OURS) {
        out.append(' ').append(rule.title()).append(" |");
        columns++;
      }
    }
    out.append("\n|").append("---|".repeat(columns)).append('\n');
    cases.forEach(one -> row(out, one));
    return out.toString();
  }

  private static void row(StringBuilder out, DependentCase one) {
    out.append(
        String.format(
            Locale.ROOT, "| %s | %,d | %,d |", one.title(), one.window(), one.reference()));
    for (int i = 0; i < DependentCase.LEVELS.size(); i++) {
      double level = DependentCase.LEVELS.get(i);
      rate(out, one.significant(Taken.INDEPENDENT, i));
      Tally told = one.significant(Taken.DEPENDENT, i);
      out.append(
          String.format(
              Locale.ROOT,
              " %.4f ± %.4f%s |",
              told.rate(),
              told.error(level),
              told.exceeds(level, 3) ? " **over**" : ""));
    }
    for (Taken taken : Taken.values()) {
      rate(out, one.alarms(taken));
    }
    for (Taken taken : Taken.values()) {
      rate(out, one.seen(taken));
    }
    for (Rule rule : Rule.values()) {
      if (rule != Rule.OURS) {
        rate(out, one.peer(rule));
      }
    }
    out.append('\n');
  }

  private static void rate(StringBuilder out, Tally tally) {
    out.append(String.format(Locale.ROOT, " %.3f |", tally.rate()));
  }
}
