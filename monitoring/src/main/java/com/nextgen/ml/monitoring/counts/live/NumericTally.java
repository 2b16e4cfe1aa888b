package com.nextgen.ml.monitoring.counts.live;

import com.nextgen.ml.monitoring.counts.NumericBins;
import com.nextgen.ml.monitoring.counts.NumericCounts;
import com.nextgen.ml.monitoring.schema.Missing;
import com.nextgen.ml.monitoring.schema.Precision;

/**
 * How the values of one numeric column are added to a stripe: its cells stand together, its sums
 * and range elsewhere, and both in the order of {@link NumericCounts}.
 */
final class NumericTally {
  /** Words for {@code Σz, Σz², Σbelow, Σabove, least, greatest}. */
  static final int SUM_WORDS = 6;

  static final int LEAST = 4;
  static final int GREATEST = 5;

  private final int index;
  private final boolean float32;
  private final double minimum;
  private final double maximum;
  private final double center;
  private final double scale;
  private final int size;
  private final int cells;
  private final int sums;
  private final NumericBins bins;
  private final long[] tree;
  private final double[] scores;
  private final int product;

  /** A column without products. */
  NumericTally(NumericBins bins, int index, int cells, int sums) {
    this(bins, index, cells, sums, new double[0], -1);
  }

  /**
   * @param index the column's place in a row
   * @param cells the first word of its cells
   * @param sums the first word of its sums
   * @param scores of its cells in products; not changed afterwards
   * @param product its place among the columns with products; -1 if it has none
   */
  NumericTally(NumericBins bins, int index, int cells, int sums, double[] scores, int product) {
    this.scores = scores;
    this.product = product;
    this.index = index;
    this.float32 = bins.precision() == Precision.FLOAT32;
    this.minimum = bins.minimum();
    this.maximum = bins.maximum();
    this.center = bins.center();
    this.scale = bins.scale();
    this.size = bins.size();
    this.cells = cells;
    this.sums = sums;
    this.bins = bins;
    this.tree = tree(Integer.highestOneBit(size + 1) * 2);
  }

  int index() {
    return index;
  }

  /** The least power of two over the number of boundaries. */
  int leaves() {
    return tree.length;
  }

  /**
   * The boundaries between cells as a complete binary search tree: node k's children are 2k and 2k
   * + 1, the root is 1, and the leaf that a value comes to, less {@code leaves}, is its cell. Its
   * first levels share cache lines, and nothing but the node is carried from step to step.
   *
   * @param leaves a power of two over the number of boundaries
   */
  long[] tree(int leaves) {
    long[] tree = new long[leaves];
    fill(tree, 1, 0);
    return tree;
  }

  private int fill(long[] tree, int node, int next) {
    if (node >= tree.length) {
      return next;
    }
    int at = fill(tree, 2 * node, next);
    tree[node] = at > size ? Long.MAX_VALUE : at > 0 ? key(bins.edge(at - 1)) : underMinimum();
    return fill(tree, 2 * node + 1, at + 1);
  }

  /** The key before the minimum's. -0.0, which has a key of its own, is not under 0.0. */
  private long underMinimum() {
    return key(minimum == 0 ? -0.0 : minimum) - 1;
  }

  /**
   * A long in the order of doubles, so that comparing takes one instruction and no branch. NaNs are
   * beyond the infinity of their sign.
   */
  static long key(double value) {
    long bits = Double.doubleToRawLongBits(value);
    return bits ^ ((bits >> 63) & Long.MAX_VALUE);
  }

  /** The value at the column's precision. Tell a missing value before: rounding loses its mark. */
  double round(double raw) {
    return float32 ? (float) raw : raw;
  }

  /** How many boundaries are under the key of a value at the column's precision. */
  int cell(double value) {
    long key = key(value);
    int node = 1;
    while (node < tree.length) {
      node = 2 * node + (tree[node] < key ? 1 : 0);
    }
    return node - tree.length;
  }

  /** What a value counts as in products; 0 if it is not finite. */
  double score(double value, int cell) {
    return Math.abs(value) <= Double.MAX_VALUE ? scores[cell] : 0;
  }

  /** The same of a value as it came, searching over this column alone. */
  double score(double raw) {
    double value = round(raw);
    return score(value, cell(value));
  }

  /**
   * Searches over this column alone, and adds the value.
   *
   * @param row where the scores of the columns with products go, from {@code at} on
   */
  void add(Stripe stripe, double raw, double[] row, int at) {
    double value = round(raw);
    add(stripe, raw, value, cell(value), row, at);
  }

  /** Adds a value of a column without products. */
  void add(Stripe stripe, double raw) {
    double value = round(raw);
    add(stripe, raw, value, cell(value));
  }

  /** Adds a value, and puts down what it counts as in products. */
  void add(Stripe stripe, double raw, double value, int cell, double[] row, int at) {
    add(stripe, raw, value, cell);
    if (product >= 0) {
      row[at + product] = score(value, cell);
    }
  }

  /**
   * Adds a value.
   *
   * @param raw as it came
   * @param value at the column's precision
   * @param cell how many boundaries are under its key
   */
  private void add(Stripe stripe, double raw, double value, int cell) {
    if (Integer.compareUnsigned(cell - 1, size) >= 0) {
      if (!(Math.abs(value) <= Double.MAX_VALUE)) {
        stripe.increment(cells + size + (Missing.is(raw) ? 2 : Double.isNaN(raw) ? 3 : 4));
        return;
      }
      double distance = Math.max(minimum - value, value - maximum) / scale;
      stripe.add(
          sums + (cell == 0 ? NumericCounts.SUM_BELOW : NumericCounts.SUM_ABOVE),
          Math.min(NumericCounts.CLAMP, distance));
    }
    stripe.increment(cells + cell);
    double z = (value - center) / scale;
    if (!(Math.abs(z) <= NumericCounts.CLAMP)) {
      z = Math.copySign(NumericCounts.CLAMP, z);
      stripe.increment(cells + size + 5);
    }
    stripe.add(sums + NumericCounts.SUM_Z, z);
    stripe.add(sums + NumericCounts.SUM_Z_SQUARED, z * z);
    if (value < stripe.getHeld(sums + LEAST)) {
      stripe.setDouble(sums + LEAST, value);
    }
    if (value > stripe.getHeld(sums + GREATEST)) {
      stripe.setDouble(sums + GREATEST, value);
    }
  }
}
