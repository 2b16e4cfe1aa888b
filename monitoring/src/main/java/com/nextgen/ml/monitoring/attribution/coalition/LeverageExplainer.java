package com.nextgen.ml.monitoring.attribution.coalition;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Shapley values from a sample of subsets: "Provably Accurate Shapley Value Estimation via Leverage
 * Score Sampling" (Musco and Witter, ICLR 2025). Shapley values are the solution of a weighted
 * regression over all subsets, in which the leverage of a subset is one over the number of subsets
 * of its size: so every size is drawn as often. Subsets are drawn without replacement, with their
 * complements; each counts 1 / (C(n, s) · s · (n − s)) over the chance that it was drawn.
 *
 * <p>Standard errors are those of the regression's solution under this sampling (a sandwich over
 * pairs, with 1 − the chance of a pair as factor): 0 where all subsets were asked for.
 */
public final class LeverageExplainer {
  private final BatchModel model;
  private final double[][] background;
  private final int subsets;
  private final long seed;

  /**
   * An explainer of rows of one width.
   *
   * @param background at least one row of two features or more, not to be changed
   * @param subsets how many are asked for beside the empty one and that of all; at least twice the
   *     features
   * @param seed the same gives the same subsets for every row
   */
  public LeverageExplainer(BatchModel model, double[][] background, int subsets, long seed) {
    if (background.length < 1 || background[0].length < 2) {
      throw new IllegalArgumentException("a background row of two features is needed");
    }
    if (subsets < 2 * background[0].length) {
      throw new IllegalArgumentException(
          background[0].length + " features need at least twice as many subsets, not " + subsets);
    }
    this.model = model;
    this.background = background.clone();
    this.subsets = subsets;
    this.seed = seed;
  }

  /** Explains a row. */
  public CoalitionValues explain(double[] row) {
    Game game = new Game(model, background, row);
    int n = game.features();
    SubsetPlan plan = SubsetPlan.of(n, subsets / 2);
    List<BitSet> drawn = draw(plan);
    drawn.add(new BitSet());
    BitSet all = new BitSet();
    all.set(0, n);
    drawn.add(all);
    double[] worth = game.worth(drawn);
    double base = worth[worth.length - 2];
    double output = worth[worth.length - 1];
    PairRegression regression = new PairRegression(n, output - base);
    for (int i = 0; i + 2 < drawn.size(); i += 2) {
      BitSet subset = drawn.get(i);
      int size = subset.cardinality();
      double inclusion = plan.inclusion(Math.min(size, n - size));
      regression.add(subset, worth[i] - base, worth[i + 1] - base, inclusion);
    }
    return new CoalitionValues(
        base, output, regression.values(), regression.standardErrors(), game.evaluations());
  }

  /** Pairs, a subset and its complement in turn. */
  private List<BitSet> draw(SubsetPlan plan) {
    SplittableRandom random = new SplittableRandom(seed);
    int n = plan.features();
    List<BitSet> drawn = new ArrayList<>(2 * plan.total() + 2);
    for (int size = 1; size < plan.pairs().length; size++) {
      // Of pairs of equal halves each has one half with the first feature.
      int required = 2 * size == n ? 0 : -1;
      for (BitSet subset : Subsets.draw(n, size, required, plan.pairs()[size], random)) {
        BitSet complement = (BitSet) subset.clone();
        complement.flip(0, n);
        drawn.add(subset);
        drawn.add(complement);
      }
    }
    return drawn;
  }
}
