package com.nextgen.ml.benchmarks.change;

/** Naive Bayes over ten equal bins of each value: a model that is learned once and then serves. */
final class BinnedBayes {
  private static final int BINS = 10;

  private final double[][][] counts;
  private final double[] classes = {1, 1};

  BinnedBayes(int width) {
    counts = new double[2][width][BINS];
    for (double[][] each : counts) {
      for (double[] bins : each) {
        java.util.Arrays.fill(bins, 1.0);
      }
    }
  }

  void learn(double[] row, boolean label) {
    int c = label ? 1 : 0;
    classes[c]++;
    for (int i = 0; i < row.length; i++) {
      counts[c][i][bin(row[i])]++;
    }
  }

  boolean predict(double[] row) {
    double odds = Math.log(classes[1] / classes[0]);
    for (int i = 0; i < row.length; i++) {
      int bin = bin(row[i]);
      odds +=
          Math.log(counts[1][i][bin] / (classes[1] + BINS - 1))
              - Math.log(counts[0][i][bin] / (classes[0] + BINS - 1));
    }
    return odds >= 0;
  }

  private static int bin(double value) {
    return (int) Math.max(0, Math.min(BINS - 1, value * BINS));
  }
}
