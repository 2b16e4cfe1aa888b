package com.nextgen.ml.benchmarks.trial.rule;

import com.nextgen.ml.monitoring.stats.Normal;

/**
 * Evidently's documented defaults (docs.evidentlyai.com, <em>Data drift</em>). Up to 1,000
 * reference rows a p-value of 0.05: of KS for numbers, of chi-squared for categories and numbers of
 * at most five values, of a difference of proportions for two. Over 1,000 a distance of 0.1:
 * Wasserstein over σ, or Jensen-Shannon. Missing values are dropped.
 */
final class EvidentlyRule {
  private static final int SMALL = 1000;
  private static final int FEW_VALUES = 5;
  private static final double LEVEL = 0.05;
  private static final double DISTANCE = 0.1;
  private static final double MIN_DEVIATION = 0.001;

  private EvidentlyRule() {}

  static Finding judge(boolean numeric, Sorted reference, Sorted current) {
    if (current.size() == 0) {
      return Finding.NONE;
    }
    boolean small = reference.size() <= SMALL;
    int values = reference.distinctWith(current, FEW_VALUES);
    if (numeric && values > FEW_VALUES) {
      return small ? ks(reference, current) : wasserstein(reference, current);
    }
    Tallies tallies = reference.tally(current);
    if (small) {
      double p =
          values > 2
              ? Divergence.fitP(tallies.reference(), tallies.current())
              : proportions(tallies, reference.size(), current.size());
      return new Finding(-Math.log(Math.max(1e-300, p)), p < LEVEL, true);
    }
    double distance = Divergence.jensenShannon(tallies.reference(), tallies.current());
    return new Finding(distance, distance >= DISTANCE, true);
  }

  private static Finding ks(Sorted reference, Sorted current) {
    double distance = reference.ks(current);
    return new Finding(
        distance, KsSignificance.reaches(distance, LEVEL, reference.size(), current.size()), true);
  }

  private static Finding wasserstein(Sorted reference, Sorted current) {
    double distance =
        reference.wasserstein(current) / Math.max(MIN_DEVIATION, reference.deviation());
    return new Finding(distance, distance >= DISTANCE, true);
  }

  private static double proportions(Tallies tallies, int n, int m) {
    double p = tallies.reference()[0] / n;
    double q = tallies.current()[0] / m;
    double pooled = (tallies.reference()[0] + tallies.current()[0]) / ((double) n + m);
    if (pooled == 1) {
      return 1;
    }
    double z = Math.abs(p - q) / Math.sqrt(pooled * (1 - pooled) * (1.0 / n + 1.0 / m));
    return 2 * Normal.survival(z);
  }
}
