package com.nextgen.ml.benchmarks.trial.rule;

import com.nextgen.ml.benchmarks.trial.population.Rows;
import com.nextgen.ml.monitoring.drift.ColumnReport;
import com.nextgen.ml.monitoring.drift.DriftCriteria;
import com.nextgen.ml.monitoring.report.Verdict;
import java.util.EnumMap;
import java.util.Map;

/** One baseline that windows are compared with, by every rule. */
public final class Bench {
  private final boolean numeric;
  private final Rows training;
  private final Watched watched;
  private final Sorted sorted;
  private final DecilePsiRule psi;

  /** Of independent rows. */
  public Bench(boolean numeric, Rows training) {
    this(numeric, training, Watched.of(numeric, training));
  }

  /**
   * Of rows with what the product keeps of them.
   *
   * @param watched made from the same rows
   */
  public Bench(boolean numeric, Rows training, Watched watched) {
    this.numeric = numeric;
    this.training = training;
    this.watched = watched;
    this.sorted = new Sorted(training);
    this.psi = new DecilePsiRule(numeric, training);
  }

  /** Returns NannyML's rule for windows of this many rows. */
  public ThreeSigmaRule threeSigma(int rows) {
    return new ThreeSigmaRule(numeric, training, rows);
  }

  /**
   * Returns what each rule says of a window.
   *
   * @param threeSigma of the window's size
   * @param features that share the false alarms
   */
  public Map<Rule, Finding> judge(
      Rows window, ThreeSigmaRule threeSigma, DriftCriteria policy, int features) {
    Map<Rule, Finding> findings = peers(window, threeSigma, features);
    findings.put(Rule.OURS, ours(window, policy));
    return findings;
  }

  /** Returns the same without the product's own verdict. */
  public Map<Rule, Finding> peers(Rows window, ThreeSigmaRule threeSigma, int features) {
    Map<Rule, Finding> findings = new EnumMap<>(Rule.class);
    Sorted current = new Sorted(window);
    findings.put(Rule.EVIDENTLY, EvidentlyRule.judge(numeric, sorted, current));
    findings.put(Rule.KS_BONFERRONI, KsRule.judge(numeric, sorted, current, features));
    findings.put(Rule.THREE_SIGMA, threeSigma.judge(window));
    findings.put(Rule.PSI_20, psi.judge(window, 0.2));
    findings.put(Rule.PSI_10, psi.judge(window, 0.1));
    return findings;
  }

  private Finding ours(Rows window, DriftCriteria policy) {
    ColumnReport report = Judge.judge(watched, watched.count(window), policy);
    return new Finding(
        -Math.log(Math.max(1e-300, report.pValue().orElse(1))),
        report.verdict() == Verdict.DRIFTED,
        report.verdict() != Verdict.NOT_ENOUGH_DATA);
  }
}
