package com.nextgen.ml.benchmarks.trial.rule;

/**
 * A p-value of at most 0.05 over the number of features: of KS for numbers, of chi-squared for
 * categories. Missing values are dropped.
 */
public final class KsRule {
  private static final double LEVEL = 0.05;

  private KsRule() {}

  /** Returns what the rule says of a window. */
  public static Finding judge(boolean numeric, Sorted reference, Sorted current, int features) {
    if (current.size() == 0) {
      return Finding.NONE;
    }
    double level = LEVEL / features;
    if (numeric) {
      double distance = reference.ks(current);
      return new Finding(
          distance,
          KsSignificance.reaches(distance, level, reference.size(), current.size()),
          true);
    }
    Tallies tallies = reference.tally(current);
    double p = Divergence.homogeneityP(tallies.reference(), tallies.current());
    return new Finding(-Math.log(Math.max(1e-300, p)), p < level, true);
  }
}
