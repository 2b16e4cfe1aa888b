package com.nextgen.ml.benchmarks.trial.rule;

import com.nextgen.ml.benchmarks.trial.population.Rows;
import java.util.Arrays;

/**
 * The population stability index as it is commonly written by hand: deciles of the reference (type
 * 7, duplicates removed, right-closed), whose end bins have no outer end, or its categories and one
 * cell for all others; a share counts as 1e-4 at least; missing values are dropped.
 */
final class DecilePsiRule {
  private static final double FLOOR = 1e-4;
  private static final int BINS = 10;

  private final boolean numeric;
  private final double[] cells;
  private final double[] reference;

  DecilePsiRule(boolean numeric, Rows training) {
    this.numeric = numeric;
    double[] sorted = Arrays.stream(training.present()).sorted().toArray();
    this.cells = numeric ? deciles(sorted) : Arrays.stream(sorted).distinct().toArray();
    this.reference = shares(sorted);
  }

  private static double[] deciles(double[] sorted) {
    double[] edges = new double[BINS - 1];
    for (int i = 1; i < BINS; i++) {
      double place = (sorted.length - 1) * (i / (double) BINS);
      int at = (int) place;
      double next = sorted[Math.min(at + 1, sorted.length - 1)];
      edges[i - 1] = sorted[at] + (place - at) * (next - sorted[at]);
    }
    return Arrays.stream(edges).distinct().toArray();
  }

  /** The index, and whether it is at least {@code threshold}. */
  Finding judge(Rows window, double threshold) {
    double[] present = window.present();
    if (present.length == 0) {
      return Finding.NONE;
    }
    double[] current = shares(present);
    double psi = 0;
    for (int i = 0; i < current.length; i++) {
      double p = Math.max(FLOOR, reference[i]);
      double q = Math.max(FLOOR, current[i]);
      psi += (q - p) * Math.log(q / p);
    }
    return new Finding(psi, psi >= threshold, true);
  }

  private double[] shares(double[] values) {
    double[] shares = new double[cells.length + 1];
    for (double value : values) {
      int at = Arrays.binarySearch(cells, value);
      int cell = at >= 0 ? at : numeric ? -at - 1 : cells.length;
      shares[cell] += 1.0 / values.length;
    }
    return shares;
  }
}
