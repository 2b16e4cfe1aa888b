package com.nextgen.ml.monitoring.attribution.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * A small subtree whose leaves share one table: what they give together depends on which players of
 * the path above fail, and on the outcome of each branch inside. A lone leaf is a block without
 * branches.
 *
 * @param tree of which it is a part
 * @param first its first node
 * @param end the node behind its last
 */
record Block(FlatTree tree, int first, int end) {

  /** Returns how many players the path above has. */
  int width() {
    return tree.width(first);
  }

  /** Returns how many bits tell one line of the table from another. */
  int bits() {
    return width() + branches();
  }

  /** Returns how many branches are inside; their bits follow in the order of the walk. */
  int branches() {
    return (end - first) / 2;
  }

  /** Returns the numbers of the leaves inside. */
  List<Integer> leaves() {
    List<Integer> leaves = new ArrayList<>();
    for (int i = first; i < end; i++) {
      if (tree.far(i) < 0) {
        leaves.add(~tree.far(i));
      }
    }
    return leaves;
  }

  /**
   * Returns what the block adds to, each once: an output's number times the number of players, plus
   * the player.
   */
  List<Integer> targets(int players) {
    TreeMap<Integer, Boolean> targets = new TreeMap<>();
    for (int leaf : leaves()) {
      LeafPath path = tree.leaves().get(leaf);
      for (TreeNode.Weight weight : path.weights()) {
        path.players().forEach(player -> targets.put(weight.output() * players + player, true));
      }
    }
    return List.copyOf(targets.keySet());
  }

  /**
   * Fills the table: a line of one value a target for each combination of the bits.
   *
   * @param counts of the tree's leaves
   * @param rows of the background
   * @param stride values a line, of which there may be more than targets
   */
  void fill(
      List<LeafCounts> counts, double rows, TreeGame game, double[] table, int offset, int stride) {
    List<Integer> targets = targets(game.playerCount());
    long[] room = new long[end - first];
    for (int leaf : leaves()) {
      LeafPath path = tree.leaves().get(leaf);
      int m = path.width();
      double[] unit = new double[m * (1 << m)];
      LeafTable.fill(counts.get(leaf), path.width(), rows, unit, 0);
      int[][] places = places(path, targets, game.playerCount());
      for (int line = 0; line < 1 << bits(); line++) {
        int from = (int) pattern(line, leaf, room) * path.width();
        int to = offset + line * stride;
        for (int w = 0; w < places.length; w++) {
          double value = path.weights().get(w).value() * game.ensemble().scale();
          for (int j = 0; j < path.width(); j++) {
            table[to + places[w][j]] += value * unit[from + j];
          }
        }
      }
    }
  }

  private static int[][] places(LeafPath path, List<Integer> targets, int players) {
    return path.weights().stream()
        .map(
            weight ->
                path.players().stream()
                    .mapToInt(player -> targets.indexOf(weight.output() * players + player))
                    .toArray())
        .toArray(int[][]::new);
  }

  /** The pattern at a leaf, given which players above fail and how each branch inside turns out. */
  private long pattern(int line, int leaf, long[] room) {
    int outcome = width();
    room[0] = line & ((1L << outcome) - 1);
    for (int i = first; i < end; i++) {
      long failed = room[i - first];
      if (tree.far(i) < 0) {
        if (~tree.far(i) == leaf) {
          return failed;
        }
      } else {
        boolean far = (line >> outcome++ & 1) != 0;
        room[i + 1 - first] = far ? failed | 1L << tree.slot(i) : failed;
        room[tree.far(i) - first] = far ? failed : failed | 1L << tree.slot(i);
      }
    }
    throw new IllegalStateException("leaf " + leaf + " is not in the block");
  }
}
