package com.nextgen.ml.benchmarks.trial.power;

import com.nextgen.ml.benchmarks.trial.population.Shape;
import com.nextgen.ml.benchmarks.trial.rule.Finding;
import com.nextgen.ml.benchmarks.trial.rule.Rule;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/** The windows of one shape and size, and how much evidence of drift each rule has in them. */
public final class PowerCase {
  private final Shape shape;
  private final Shift shift;
  private final int window;
  private final int reference;
  private final int windows;
  private final Map<Rule, double[]> evidence = new EnumMap<>(Rule.class);

  /**
   * Returns a case without findings.
   *
   * @param window rows of a window
   * @param reference rows of a baseline
   * @param windows how many there are
   */
  PowerCase(Shape shape, Shift shift, int window, int reference, int windows) {
    this.shape = shape;
    this.shift = shift;
    this.window = window;
    this.reference = reference;
    this.windows = windows;
    for (Rule rule : Rule.values()) {
      evidence.put(rule, new double[windows]);
    }
  }

  /** Each window is set by one thread. */
  void set(int index, Map<Rule, Finding> findings) {
    findings.forEach(
        (rule, finding) ->
            of(rule)[index] = Double.isNaN(finding.evidence()) ? 0 : finding.evidence());
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
    double[] sorted = of(rule).clone();
    Arrays.sort(sorted);
    return sorted;
  }

  private double[] of(Rule rule) {
    double[] found = evidence.get(rule);
    if (found == null) {
      throw new IllegalStateException("no " + rule);
    }
    return found;
  }
}
