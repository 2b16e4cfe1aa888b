package com.nextgen.ml.monitoring.attribution.tree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Exact interventional Shapley values of a tree ensemble: the mean, over all rows of a background,
 * of how a feature changes the output as features of a background row turn one by one, in every
 * order, into those of the explained row. Immutable, for any number of threads.
 *
 * <p>After "From Decision Trees to Boolean Logic: A Fast and Unified SHAP Algorithm" (Nadel and
 * Wettenstein, AAAI 2026). A row costs one addition for each leaf and feature of its path; leaves
 * of many features, whose tables would be too large, cost one for each background pattern too.
 */
public final class TreeExplainer {
  /** Values in all tables: 64 MB. */
  private static final long MAX_TABLES = 8L << 20;

  /** Rows that are taken through a tree before the next, so that its tables stay near. */
  private static final int STEP = 64;

  private final TreeGame game;
  private final List<ExplainedTree> trees;
  private final List<Double> base;
  private final List<FlatTree> flat;

  /**
   * Makes the tables.
   *
   * @param background at least one row, counted with the same ensemble
   * @throws IllegalArgumentException if the counts are of another ensemble or of no rows
   */
  public TreeExplainer(TreeGame game, BackgroundCounts background) {
    this(game, background, MAX_TABLES);
  }

  TreeExplainer(TreeGame game, BackgroundCounts background, long maxTables) {
    this.game = game;
    if (background.rows() < 1) {
      throw new IllegalArgumentException("a background has a row");
    }
    this.flat = game.flatten();
    List<LeafPath> leaves = flat.stream().flatMap(tree -> tree.leaves().stream()).toList();
    if (!leaves.stream().map(LeafPath::width).toList().equals(background.widths())) {
      throw new IllegalArgumentException("the background was counted with another ensemble");
    }
    BlockPlan plan = BlockPlan.within(maxTables, flat, game.playerCount());
    this.trees = new ArrayList<>();
    int leaf = 0;
    for (FlatTree tree : flat) {
      int end = leaf + tree.leaves().size();
      List<LeafCounts> counts = background.leaves().subList(leaf, end);
      trees.add(new ExplainedTree(game, tree, plan, counts, background.rows()));
      leaf = end;
    }
    this.base = base(leaves, background);
  }

  private List<Double> base(List<LeafPath> leaves, BackgroundCounts background) {
    double[] sums = game.ensemble().base().stream().mapToDouble(Double::doubleValue).toArray();
    for (int i = 0; i < leaves.size(); i++) {
      double share = (double) background.leaves().get(i).arriving() / background.rows();
      for (TreeNode.Weight weight : leaves.get(i).weights()) {
        sums[weight.output()] += weight.value() * game.ensemble().scale() * share;
      }
    }
    return Arrays.stream(sums).boxed().toList();
  }

  /** Returns each output's mean over the background, to which the values of a row add. */
  public List<Double> base() {
    return base;
  }

  /**
   * Explains rows.
   *
   * @param rows the values of the columns, rounded as the model rounds them
   * @return by row the values of all players for output 0, then for output 1, and so on; with the
   *     base value of an output they add up to that output of the row
   */
  public double[][] explain(double[][] rows) {
    for (double[] row : rows) {
      if (row.length != game.ensemble().columns()) {
        throw new IllegalArgumentException(
            "a row has " + game.ensemble().columns() + " columns, not " + row.length);
      }
    }
    int width = ExplainedTree.unused(game);
    double[][] values = new double[rows.length][width + 1];
    FlatTree.Room room = FlatTree.Room.of(flat);
    for (int from = 0; from < rows.length; from += STEP) {
      int end = Math.min(rows.length, from + STEP);
      for (ExplainedTree tree : trees) {
        for (int row = from; row < end; row++) {
          tree.add(rows[row], room, values[row]);
        }
      }
    }
    for (int row = 0; row < rows.length; row++) {
      values[row] = Arrays.copyOf(values[row], width);
    }
    return values;
  }
}
