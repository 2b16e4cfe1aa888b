package com.nextgen.ml.benchmarks.trial.power;

import com.nextgen.ml.benchmarks.trial.population.Population;
import com.nextgen.ml.benchmarks.trial.rule.Rule;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The power of every rule for one case at an equal false-alarm rate.
 *
 * @param power of each rule, from 0 to 1
 */
public record PowerRow(PowerCase one, Map<Rule, Double> power) {
  /** The false-alarm rate at which power is compared. */
  public static final double LEVEL = 0.05;

  /** Less power than another rule by more than this is a goal missed. */
  private static final double CLEAR = 0.1;

  public PowerRow {
    power = Map.copyOf(power);
  }

  /** Returns every case with a shift; those without one tell the rate. */
  public static List<PowerRow> of(List<PowerCase> cases) {
    Map<Null, PowerCase> nulls = new LinkedHashMap<>();
    List<PowerRow> rows = new ArrayList<>();
    for (PowerCase one : cases) {
      Null key = new Null(one.shift().before(), one.window(), one.reference());
      if (one.shift().size() == 0) {
        nulls.put(key, one);
        continue;
      }
      PowerCase none = nulls.get(key);
      if (none == null) {
        throw new IllegalStateException("windows without drift come first");
      }
      Map<Rule, Double> power = new EnumMap<>(Rule.class);
      for (Rule rule : Rule.values()) {
        power.put(rule, Power.at(none.evidence(rule), one.evidence(rule), LEVEL));
      }
      rows.add(new PowerRow(one, power));
    }
    return rows;
  }

  /** Returns the power of one rule. */
  public double power(Rule rule) {
    return power.getOrDefault(rule, Double.NaN);
  }

  /** Returns the most power that another rule has. */
  double bestPeer() {
    return Rule.PEERS.stream().mapToDouble(this::power).max().orElse(0);
  }

  /** Returns whether another rule has clearly more power than the product's. */
  boolean isBehind() {
    return power(Rule.OURS) < bestPeer() - CLEAR;
  }

  private record Null(Population before, int window, int reference) {}
}
