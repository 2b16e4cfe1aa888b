package com.nextgen.ml.benchmarks.fairness;

import com.nextgen.ml.monitoring.fairness.sums.ClassSums;
import com.nextgen.ml.monitoring.stats.Binomial;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Groups of independent rows, by the distribution of their count of favourable predictions. */
final class Draws {
  private final int rows;
  private final double[] atMost;

  Draws(int rows, double rate) {
    this.rows = rows;
    this.atMost = new double[rows + 1];
    Binomial binomial = new Binomial(rows, rate);
    Arrays.setAll(atMost, binomial::atMost);
  }

  ClassSums next(SplittableRandom random) {
    int at = Arrays.binarySearch(atMost, random.nextDouble());
    long selected = Math.min(rows, at < 0 ? -at - 1 : at);
    return ClassSums.of(selected, 0, rows - selected, 0);
  }
}
