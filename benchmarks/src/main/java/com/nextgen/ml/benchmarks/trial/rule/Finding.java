package com.nextgen.ml.benchmarks.trial.rule;

/**
 * What a rule says of one window.
 *
 * @param evidence larger for more drift, comparable among windows of one size against baselines of
 *     one size; NaN where there is nothing to compare
 * @param alarm whether the rule calls drift, by its own threshold
 * @param judged whether the rule says anything of such a window
 */
public record Finding(double evidence, boolean alarm, boolean judged) {
  /** Nothing to compare. */
  public static final Finding NONE = new Finding(Double.NaN, false, false);
}
