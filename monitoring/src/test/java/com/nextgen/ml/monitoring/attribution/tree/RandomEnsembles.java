package com.nextgen.ml.monitoring.attribution.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Small ensembles of every kind, and rows whose values often meet a threshold exactly. */
final class RandomEnsembles {
  private static final List<BranchMode> MODES = List.of(BranchMode.values());

  private final Random random;

  RandomEnsembles(long seed) {
    this.random = new Random(seed);
  }

  TreeGame game(int depth, int outputs) {
    int columns = 1 + random.nextInt(6);
    int playerCount = 1 + random.nextInt(columns);
    List<Integer> players = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      players.add(random.nextInt(playerCount));
    }
    List<Tree> trees = new ArrayList<>();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      trees.add(tree(columns, depth, outputs));
    }
    List<Double> base = new ArrayList<>();
    for (int i = 0; i < outputs; i++) {
      base.add(random.nextGaussian());
    }
    Aggregate aggregate = random.nextBoolean() ? Aggregate.SUM : Aggregate.AVERAGE;
    return new TreeGame(new TreeEnsemble(trees, columns, aggregate, base), players, playerCount);
  }

  Tree tree(int columns, int depth, int outputs) {
    List<TreeNode> nodes = new ArrayList<>();
    grow(nodes, columns, depth, outputs);
    return new Tree(nodes);
  }

  private int grow(List<TreeNode> nodes, int columns, int depth, int outputs) {
    int place = nodes.size();
    if (depth == 0 || (place > 0 && random.nextInt(4) == 0)) {
      nodes.add(leaf(outputs));
      return place;
    }
    nodes.add(new TreeNode.Leaf(List.of()));
    int column = random.nextInt(columns);
    int yes = grow(nodes, columns, depth - 1, outputs);
    int no = grow(nodes, columns, depth - 1, outputs);
    nodes.set(place, new TreeNode.Branch(column, condition(), yes, no));
    return place;
  }

  private TreeNode.Leaf leaf(int outputs) {
    List<TreeNode.Weight> weights = new ArrayList<>();
    for (int output = 0; output < outputs; output++) {
      if (random.nextInt(5) > 0) {
        weights.add(new TreeNode.Weight(output, random.nextGaussian()));
      }
    }
    return new TreeNode.Leaf(weights);
  }

  private Condition condition() {
    BranchMode mode = MODES.get(random.nextInt(MODES.size()));
    boolean missing = random.nextBoolean();
    return mode == BranchMode.MEMBER
        ? Condition.member(List.of(0.0, 2.0), missing)
        : Condition.compare(mode, random.nextInt(4), missing);
  }

  double[][] rows(int n, int columns) {
    double[][] rows = new double[n][columns];
    for (double[] row : rows) {
      for (int i = 0; i < columns; i++) {
        row[i] = random.nextInt(8) == 0 ? Double.NaN : random.nextInt(7) / 2.0;
      }
    }
    return rows;
  }

  static BackgroundCounts count(TreeGame game, double[][] rows) {
    BackgroundCounter counter = new BackgroundCounter(game);
    for (double[] row : rows) {
      counter.add(row);
    }
    return counter.counts();
  }
}
