package com.nextgen.ml.monitoring.attribution.tree;

/** A leaf without a table: each of its background patterns is met anew for every row. */
final class SparseLeaf {
  private final LeafPath path;
  private final LeafCounts counts;
  private final double rows;
  private final TreeGame game;

  SparseLeaf(LeafPath path, LeafCounts counts, double rows, TreeGame game) {
    this.path = path;
    this.counts = counts;
    this.rows = rows;
    this.game = game;
  }

  /**
   * Adds what the leaf gives to a row.
   *
   * @param failing the row's pattern
   */
  void add(long failing, double[] values) {
    double[] line = line(failing);
    for (TreeNode.Weight weight : path.weights()) {
      int start = weight.output() * game.playerCount();
      double value = weight.value() * game.ensemble().scale();
      for (int j = 0; j < line.length; j++) {
        values[start + path.players().get(j)] += value * line[j];
      }
    }
  }

  private double[] line(long failing) {
    int q = Long.bitCount(failing);
    double[] line = new double[path.width()];
    for (int i = 0; i < counts.size(); i++) {
      long other = counts.pattern(i);
      if ((failing & other) == 0) {
        double share = counts.count(i) / rows;
        int p = Long.bitCount(other);
        spread(other, share * ShapleyWeights.given(p, q), line);
        spread(failing, -share * ShapleyWeights.given(q, p), line);
      }
    }
    return line;
  }

  private static void spread(long features, double each, double[] line) {
    for (long rest = features; rest != 0; rest &= rest - 1) {
      line[Long.numberOfTrailingZeros(rest)] += each;
    }
  }
}
