package com.nextgen.ml.benchmarks.trial;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/** The windows of one shift and size, and what each rule said of them. */
final class Case {
  private final Shape shape;
  private final Shift shift;
  private final int window;
  private final int reference;
  private final int windows;
  private final Map<Rule, double[]> evidence = new EnumMap<>(Rule.class);
  private final Map<Rule, boolean[]> alarms = new EnumMap<>(Rule.class);
  private final Map<Rule, boolean[]> judged = new EnumMap<>(Rule.class);

  /**
   * @param window rows of a window
   * @param reference rows of a baseline
   * @param windows how many there are
   */
  Case(Shape shape, Shift shift, int window, int reference, int windows) {
    this.shape = shape;
    this.shift = shift;
    this.window = window;
    this.reference = reference;
    this.windows = windows;
    for (Rule rule : Rule.values()) {
      evidence.put(rule, new double[windows]);
      alarms.put(rule, new boolean[windows]);
      judged.put(rule, new boolean[windows]);
    }
  }

  /** Each window is set by one thread. */
  void set(int index, Map<Rule, Finding> findings) {
    findings.forEach(
        (rule, finding) -> {
          of(evidence, rule)[index] = Double.isNaN(finding.evidence()) ? 0 : finding.evidence();
          of(alarms, rule)[index] = finding.alarm();
          of(judged, rule)[index] = finding.judged();
        });
  }

  Shape shape() {
    return shape;
  }

  Shift shift() {
    return shift;
  }

  int window() {
    return window;
  }

  int reference() {
    return reference;
  }

  int windows() {
    return windows;
  }

  /** Of every window, in increasing order. */
  double[] evidence(Rule rule) {
    double[] sorted = of(evidence, rule).clone();
    Arrays.sort(sorted);
    return sorted;
  }

  /** Windows that the rule calls drifted. */
  int alarms(Rule rule) {
    return count(of(alarms, rule));
  }

  /** Of the windows that the rule says anything of, those that it calls drifted. */
  int judgedAlarms(Rule rule) {
    return judged(rule) == 0 ? 0 : alarms(rule);
  }

  /** Windows that the rule says anything of. */
  int judged(Rule rule) {
    return count(of(judged, rule));
  }

  private static int count(boolean[] flags) {
    int count = 0;
    for (boolean flag : flags) {
      count += flag ? 1 : 0;
    }
    return count;
  }

  private static <T> T of(Map<Rule, T> map, Rule rule) {
    T value = map.get(rule);
    if (value == null) {
      throw new IllegalStateException("no " + rule);
    }
    return value;
  }
}
