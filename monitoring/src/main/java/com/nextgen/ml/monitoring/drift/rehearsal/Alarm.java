package com.nextgen.ml.monitoring.drift.rehearsal;

import com.nextgen.ml.monitoring.drift.ColumnReport;
import com.nextgen.ml.monitoring.drift.DriftReport;
import com.nextgen.ml.monitoring.drift.statistic.TestName;
import com.nextgen.ml.monitoring.report.Verdict;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A window that a policy would have raised an alarm on.
 *
 * @param rows counted in it
 * @param columns how many features and outputs had drifted
 * @param drifted the {@link #MAX_NAMED} of them with the largest PSI, largest first
 * @param multivariate whether the features together had drifted
 */
public record Alarm(
    Instant begin,
    Instant end,
    long rows,
    int columns,
    List<Drifted> drifted,
    boolean multivariate) {
  /** So many columns are named. */
  public static final int MAX_NAMED = 20;

  public Alarm {
    drifted = List.copyOf(drifted);
  }

  /** A feature or output that had drifted. */
  public record Drifted(String name, double psi, OptionalDouble pValue) {}

  static Alarm of(Look look, DriftReport report) {
    List<Drifted> all =
        report
            .columns()
            .filter(column -> column.verdict() == Verdict.DRIFTED)
            .map(column -> new Drifted(column.name(), psi(column), column.pValue()))
            .sorted(Comparator.comparingDouble(Drifted::psi).reversed())
            .toList();
    boolean multivariate =
        report.multivariate() != null && report.multivariate().verdict() == Verdict.DRIFTED;
    return new Alarm(
        look.begin(),
        look.end(),
        look.counts().rows(),
        all.size(),
        all.subList(0, Math.min(MAX_NAMED, all.size())),
        multivariate);
  }

  private static double psi(ColumnReport column) {
    return column.test(TestName.PSI).map(ColumnReport.TestFigure::statistic).orElse(0.0);
  }
}
