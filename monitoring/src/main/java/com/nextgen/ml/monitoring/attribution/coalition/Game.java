package com.nextgen.ml.monitoring.attribution.coalition;

import java.util.BitSet;
import java.util.List;

/**
 * What subsets of a row's features are worth: the mean output over the background rows with those
 * features taken from the explained row.
 */
final class Game {
  /** Rows a call of the model at most. */
  private static final int BATCH = 4_096;

  private final BatchModel model;
  private final double[][] background;
  private final double[] row;
  private long evaluations;

  Game(BatchModel model, double[][] background, double[] row) {
    if (background.length < 1 || row.length < 1) {
      throw new IllegalArgumentException("a feature and a background row are needed");
    }
    for (double[] other : background) {
      if (other.length != row.length) {
        throw new IllegalArgumentException(
            "a background row has " + other.length + " features, not " + row.length);
      }
    }
    this.model = model;
    this.background = background;
    this.row = row;
  }

  int features() {
    return row.length;
  }

  long evaluations() {
    return evaluations;
  }

  /** Returns what each subset is worth. */
  double[] worth(List<BitSet> subsets) {
    double[] sums = new double[subsets.size()];
    long all = (long) subsets.size() * background.length;
    for (long from = 0; from < all; from += BATCH) {
      int n = (int) Math.min(BATCH, all - from);
      double[][] mixed = new double[n][];
      for (int i = 0; i < n; i++) {
        BitSet subset = subsets.get((int) ((from + i) / background.length));
        mixed[i] = mixed(subset, background[(int) ((from + i) % background.length)]);
      }
      double[] outputs = model.predict(mixed);
      if (outputs.length != n) {
        throw new IllegalStateException("the model gave " + outputs.length + " of " + n + " rows");
      }
      for (int i = 0; i < n; i++) {
        sums[(int) ((from + i) / background.length)] += outputs[i];
      }
    }
    evaluations += all;
    for (int i = 0; i < sums.length; i++) {
      sums[i] /= background.length;
    }
    return sums;
  }

  private double[] mixed(BitSet subset, double[] other) {
    double[] mixed = other.clone();
    for (int i = subset.nextSetBit(0); i >= 0; i = subset.nextSetBit(i + 1)) {
      mixed[i] = row[i];
    }
    return mixed;
  }
}
