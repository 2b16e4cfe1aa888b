package com.nextgen.ml.benchmarks.trial.rule;

import com.nextgen.ml.monitoring.stats.ChiSquared;

/** Distances of two rows of counts over the same cells. */
final class Divergence {
  private Divergence() {}

  /** The root of the Jensen-Shannon divergence, natural logarithms. */
  static double jensenShannon(double[] reference, double[] current) {
    double n = sum(reference);
    double m = sum(current);
    double divergence = 0;
    for (int i = 0; i < reference.length; i++) {
      double p = reference[i] / n;
      double q = current[i] / m;
      double middle = (p + q) / 2;
      divergence += half(p, middle) + half(q, middle);
    }
    return Math.sqrt(Math.max(0, divergence));
  }

  private static double half(double p, double middle) {
    return p == 0 ? 0 : p * Math.log(p / middle) / 2;
  }

  /** p-value of Pearson's test of homogeneity; with one degree by Yates's correction. */
  static double homogeneityP(double[] reference, double[] current) {
    double n = sum(reference);
    double m = sum(current);
    int cells = filled(reference, current);
    if (cells < 2) {
      return 1;
    }
    double least = cells == 2 ? 0.5 : 0;
    double statistic = 0;
    for (int i = 0; i < reference.length; i++) {
      double expected = (reference[i] + current[i]) * n / (n + m);
      double other = (reference[i] + current[i]) * m / (n + m);
      if (expected > 0) {
        double gap = Math.abs(reference[i] - expected);
        double square = Math.pow(gap - Math.min(least, gap), 2);
        statistic += square / expected + square / other;
      }
    }
    return new ChiSquared(cells - 1).survival(statistic);
  }

  /** p-value of Pearson's test of the current counts against shares taken as known exactly. */
  static double fitP(double[] reference, double[] current) {
    double scale = sum(current) / sum(reference);
    int cells = filled(reference, current);
    if (cells < 2) {
      return 1;
    }
    double statistic = 0;
    for (int i = 0; i < reference.length; i++) {
      double expected = reference[i] * scale;
      if (expected > 0) {
        statistic += Math.pow(current[i] - expected, 2) / expected;
      } else if (current[i] > 0) {
        return 0;
      }
    }
    return new ChiSquared(cells - 1).survival(statistic);
  }

  private static int filled(double[] reference, double[] current) {
    int cells = 0;
    for (int i = 0; i < reference.length; i++) {
      cells += reference[i] + current[i] > 0 ? 1 : 0;
    }
    return cells;
  }

  private static double sum(double[] counts) {
    double sum = 0;
    for (double count : counts) {
      sum += count;
    }
    return sum;
  }
}
