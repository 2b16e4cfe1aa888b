package com.nextgen.ml.benchmarks.trial;

import com.nextgen.ml.monitoring.counts.ColumnCounts;
import com.nextgen.ml.monitoring.drift.ColumnReport;
import com.nextgen.ml.monitoring.drift.DriftCriteria;
import com.nextgen.ml.monitoring.drift.statistic.TestName;
import com.nextgen.ml.monitoring.report.Verdict;
import java.util.EnumMap;
import java.util.Map;

/** One baseline that windows are compared with, by every rule. */
final class Bench {
  private static final double FIXED_PSI = 0.2;

  private final boolean numeric;
  private final Rows training;
  private final Watched watched;
  private final Sorted sorted;

  Bench(boolean numeric, Rows training) {
    this.numeric = numeric;
    this.training = training;
    this.watched = Watched.of(numeric, training);
    this.sorted = new Sorted(training);
  }

  Watched watched() {
    return watched;
  }

  /** NannyML's rule for windows of this many rows. */
  ThreeSigmaRule threeSigma(int rows) {
    return new ThreeSigmaRule(numeric, training, rows);
  }

  /**
   * What each rule says of a window.
   *
   * @param threeSigma of the window's size
   * @param features that share the false alarms
   */
  Map<Rule, Finding> judge(
      Rows window, ThreeSigmaRule threeSigma, DriftCriteria policy, int features) {
    Map<Rule, Finding> findings = new EnumMap<>(Rule.class);
    ours(watched.count(window), policy, findings);
    Sorted current = new Sorted(window);
    findings.put(Rule.EVIDENTLY, EvidentlyRule.judge(numeric, sorted, current));
    findings.put(Rule.KS_BONFERRONI, KsRule.judge(numeric, sorted, current, features));
    findings.put(Rule.THREE_SIGMA, threeSigma.judge(window));
    return findings;
  }

  private void ours(ColumnCounts counts, DriftCriteria policy, Map<Rule, Finding> findings) {
    ColumnReport report = Judge.judge(watched, counts, policy).features().get(0);
    double p = report.pValue().orElse(1);
    double psi = report.test(TestName.PSI).map(figure -> figure.statistic()).orElse(0.0);
    findings.put(
        Rule.OURS,
        new Finding(
            -Math.log(Math.max(1e-300, p)),
            report.verdict() == Verdict.DRIFTED,
            report.verdict() != Verdict.NOT_ENOUGH_DATA));
    findings.put(Rule.FIXED_PSI, new Finding(psi, psi >= FIXED_PSI, true));
  }
}
