package com.nextgen.ml.monitoring.attribution.coalition;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;

/** Exact Shapley values by their definition: the worth of every subset of at most 12 features. */
public final class SubsetExplainer {
  /** Subsets double with each feature: 4,096 times the background's rows are asked for here. */
  public static final int MAX_FEATURES = 12;

  private final BatchModel model;
  private final double[][] background;

  /**
   * An explainer of rows of one width.
   *
   * @param background at least one row of 1 to 12 features, not to be changed
   */
  public SubsetExplainer(BatchModel model, double[][] background) {
    if (background.length < 1 || background[0].length > MAX_FEATURES) {
      throw new IllegalArgumentException(
          "all subsets need a background row of at most " + MAX_FEATURES + " features");
    }
    this.model = model;
    this.background = background.clone();
  }

  /** Explains a row. */
  public CoalitionValues explain(double[] row) {
    Game game = new Game(model, background, row);
    int n = game.features();
    List<BitSet> subsets = new ArrayList<>();
    for (int set = 0; set < 1 << n; set++) {
      subsets.add(BitSet.valueOf(new long[] {set}));
    }
    double[] worth = game.worth(subsets);
    List<Double> values = new ArrayList<>();
    for (int feature = 0; feature < n; feature++) {
      values.add(value(worth, n, 1 << feature));
    }
    return new CoalitionValues(
        worth[0], worth[worth.length - 1], values, Collections.nCopies(n, 0.0), game.evaluations());
  }

  private static double value(double[] worth, int n, int bit) {
    double value = 0;
    for (int set = 0; set < worth.length; set++) {
      if ((set & bit) == 0) {
        int size = Integer.bitCount(set);
        value += (worth[set | bit] - worth[set]) / (n * Subsets.count(n - 1, size));
      }
    }
    return value;
  }
}
