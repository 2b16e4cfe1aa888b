package com.nextgen.ml.monitoring.attribution.tree;

import com.nextgen.ml.monitoring.schema.Precision;
import java.util.ArrayList;
import java.util.List;

/**
 * Trees that together give numbers for a row of columns.
 *
 * @param columns how many values a row has
 * @param base what is added to each output, one value an output
 */
public record TreeEnsemble(List<Tree> trees, int columns, Aggregate aggregate, List<Double> base) {
  public TreeEnsemble {
    trees = List.copyOf(trees);
    base = List.copyOf(base);
    if (trees.isEmpty() || columns < 1 || base.isEmpty()) {
      throw new IllegalArgumentException("an ensemble has a tree, a column and an output");
    }
    if (base.stream().anyMatch(value -> !Double.isFinite(value))) {
      throw new IllegalArgumentException("base values are numbers");
    }
    for (Tree tree : trees) {
      for (TreeNode node : tree.nodes()) {
        check(node, columns, base.size());
      }
    }
  }

  private static void check(TreeNode node, int columns, int outputs) {
    if (node instanceof TreeNode.Branch branch && branch.column() >= columns) {
      throw new IllegalArgumentException(
          "a branch asks about column " + branch.column() + " of " + columns);
    }
    if (node instanceof TreeNode.Leaf leaf
        && leaf.weights().stream().anyMatch(weight -> weight.output() >= outputs)) {
      throw new IllegalArgumentException("a leaf adds to an output beyond the " + outputs);
    }
  }

  /** Returns how many outputs there are. */
  public int outputs() {
    return base.size();
  }

  /** Returns what a leaf's weight counts in the whole: 1, or a tree's share of an average. */
  double scale() {
    return aggregate == Aggregate.AVERAGE ? 1.0 / trees.size() : 1;
  }

  /**
   * Returns the outputs of a row.
   *
   * @param row the values of the columns, already rounded as the model rounds them
   * @param sums the precision in which the trees' values are added up, one after the other
   */
  public List<Double> evaluate(double[] row, Precision sums) {
    if (row.length != columns) {
      throw new IllegalArgumentException("a row has " + columns + " columns, not " + row.length);
    }
    double[] values = new double[outputs()];
    boolean[] any = new boolean[outputs()];
    for (Tree tree : trees) {
      for (TreeNode.Weight weight : tree.leaf(row).weights()) {
        int output = weight.output();
        values[output] = any[output] ? join(values[output], weight.value(), sums) : weight.value();
        any[output] = true;
      }
    }
    List<Double> outputs = new ArrayList<>(values.length);
    for (int i = 0; i < values.length; i++) {
      double value = aggregate == Aggregate.AVERAGE ? values[i] / trees.size() : values[i];
      outputs.add(sums.round(sums.round(value) + base.get(i)));
    }
    return outputs;
  }

  private double join(double value, double other, Precision sums) {
    return switch (aggregate) {
      case SUM, AVERAGE -> sums.round(value + other);
      case MIN -> Math.min(value, other);
      case MAX -> Math.max(value, other);
    };
  }
}
