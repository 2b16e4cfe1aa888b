package com.nextgen.ml.benchmarks.trial.fault;

import com.nextgen.ml.benchmarks.trial.population.Size;
import com.nextgen.ml.benchmarks.trial.rule.Finding;
import com.nextgen.ml.benchmarks.trial.rule.Rule;
import java.util.EnumMap;
import java.util.Map;

/** The windows of one column, size and fault, and how many of them each rule alarms at. */
public final class FaultCase {
  private final String column;
  private final Fault fault;
  private final Size size;
  private final Map<Rule, Integer> alarms = new EnumMap<>(Rule.class);
  private final Map<Rule, Integer> judged = new EnumMap<>(Rule.class);

  FaultCase(String column, Fault fault, Size size) {
    this.column = column;
    this.fault = fault;
    this.size = size;
  }

  /** Adds a window. */
  synchronized void add(Map<Rule, Finding> findings) {
    findings.forEach(
        (rule, finding) -> {
          if (finding.judged()) {
            judged.merge(rule, 1, Integer::sum);
            alarms.merge(rule, finding.alarm() ? 1 : 0, Integer::sum);
          }
        });
  }

  String column() {
    return column;
  }

  Fault fault() {
    return fault;
  }

  Size size() {
    return size;
  }

  /** Windows that the rule says anything of. */
  int judged(Rule rule) {
    return judged.getOrDefault(rule, 0);
  }

  /** Windows that the rule calls drifted. */
  int alarms(Rule rule) {
    return alarms.getOrDefault(rule, 0);
  }

  /** Windows that are wrongly judged: alarms without meaning, misses of what has one. */
  int wrong(Rule rule) {
    boolean gross = fault.meaning() == Fault.Meaning.GROSS;
    return gross ? judged(rule) - alarms(rule) : alarms(rule);
  }
}
