package com.nextgen.ml.benchmarks.trial;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One case judged: power at an equal false-alarm rate, and wrong verdicts against the true effect.
 *
 * @param effect the true population stability index
 * @param power of each rule
 * @param wrong windows that each rule judges wrongly: alarms under the practical threshold, misses
 *     over it
 */
record Comparison(Case one, double effect, Map<Rule, Double> power, Map<Rule, Integer> wrong) {
  /** The false-alarm rate at which power is compared. */
  static final double LEVEL = 0.05;

  private static final double MATTERS = 0.2;
  private static final double APART = 0.2;

  /** Every case with a shift, and those without one too. */
  static List<Comparison> of(List<Case> cases) {
    Map<Null, Case> nulls = new LinkedHashMap<>();
    List<Comparison> comparisons = new ArrayList<>();
    for (Case one : cases) {
      Null key = new Null(one.shift().before(), one.window(), one.reference());
      if (one.shift().size() == 0) {
        nulls.put(key, one);
      }
      Case none = nulls.get(key);
      if (none == null) {
        throw new IllegalStateException("windows without drift come first");
      }
      double effect = TrueEffect.psi(one.shift(), one.reference());
      Map<Rule, Double> power = new EnumMap<>(Rule.class);
      Map<Rule, Integer> wrong = new EnumMap<>(Rule.class);
      for (Rule rule : Rule.values()) {
        power.put(rule, Power.at(none.evidence(rule), one.evidence(rule), LEVEL));
        int alarms = one.judgedAlarms(rule);
        wrong.put(rule, effect < MATTERS ? alarms : one.judged(rule) - alarms);
      }
      comparisons.add(new Comparison(one, effect, power, wrong));
    }
    return comparisons;
  }

  /** Whether the effect is within a fifth of the practical threshold. */
  boolean isBorderline() {
    return Math.abs(effect - MATTERS) <= APART * MATTERS;
  }

  boolean matters() {
    return effect >= MATTERS;
  }

  boolean isDrift() {
    return one.shift().size() != 0;
  }

  double power(Rule rule) {
    return power.getOrDefault(rule, Double.NaN);
  }

  /** Share of the judged windows; NaN where the rule judges none. */
  double wrongShare(Rule rule) {
    return (double) wrong.getOrDefault(rule, 0) / one.judged(rule);
  }

  /** The most power that another rule has. */
  double bestPeer() {
    double best = 0;
    for (Rule rule : Rule.values()) {
      best = rule == Rule.OURS ? best : Math.max(best, power(rule));
    }
    return best;
  }

  /** The least share of wrong verdicts that another rule has. */
  double fewestWrong() {
    double least = 1;
    for (Rule rule : Rule.values()) {
      boolean counts = rule != Rule.OURS && one.judged(rule) > 0;
      least = counts ? Math.min(least, wrongShare(rule)) : least;
    }
    return least;
  }

  private record Null(Population before, int window, int reference) {}
}
