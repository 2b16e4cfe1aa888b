package com.nextgen.ml.monitoring.performance;

import java.util.Arrays;

/**
 * Compares labels by score bin of two sets of rows: G of each 2 × 2 table, bins pooled from the
 * lowest until every cell expects at least five rows, divided by Williams' correction (Biometrika
 * 63, 1976) and summed. What is left over at the end is not tested.
 */
final class StratifiedG {
  private static final double LEAST = 5;

  /** Negatives and positives of the one set, then of the other. */
  private final double[] table = new double[4];

  private double statistic;
  private int degrees;

  /** Takes the next bin: negatives and positives of the one set, then of the other. */
  void add(double negatives, double positives, double otherNegatives, double otherPositives) {
    table[0] += negatives;
    table[1] += positives;
    table[2] += otherNegatives;
    table[3] += otherPositives;
    double all = table[0] + table[1] + table[2] + table[3];
    double rows = Math.min(table[0] + table[1], table[2] + table[3]);
    double columns = Math.min(table[0] + table[2], table[1] + table[3]);
    if (all > 0 && rows * columns / all >= LEAST) {
      statistic += g(all) / correction(all);
      degrees++;
      Arrays.fill(table, 0);
    }
  }

  /** The sum, chi-squared with {@link #degrees} where both sets have the same shares. */
  double statistic() {
    return statistic;
  }

  /** How many tables were compared. */
  int degrees() {
    return degrees;
  }

  private double g(double all) {
    double sum = 0;
    for (int i = 0; i < 4; i++) {
      double row = table[i / 2 * 2] + table[i / 2 * 2 + 1];
      double column = table[i % 2] + table[i % 2 + 2];
      sum += table[i] > 0 ? 2 * table[i] * Math.log(table[i] * all / row / column) : 0;
    }
    return sum;
  }

  private double correction(double all) {
    double rows = all / (table[0] + table[1]) + all / (table[2] + table[3]) - 1;
    double columns = all / (table[0] + table[2]) + all / (table[1] + table[3]) - 1;
    return 1 + rows * columns / (6 * all);
  }
}
