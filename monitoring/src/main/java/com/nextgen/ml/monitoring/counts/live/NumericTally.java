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

  /**
   * @param index the column's place in a row
   * @param cells the first word of its cells
   * @param sums the first word of its sums
   */
  NumericTally(NumericBins bins, int index, int cells, int sums) {
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

  /** Searches over this column alone, and adds the value. */
  void add(Stripe stripe, double raw) {
    double value = round(raw);
    long key = key(value);
    int node = 1;
    while (node < tree.length) {
      node = 2 * node + (tree[node] < key ? 1 : 0);
    }
    add(stripe, raw, value, node - tree.length);
  }

  /**
   * Adds a value.
   *
   * @param raw as it came
   * @param value at the column's precision
   * @param cell how many boundaries are under its key
   */
  void add(Stripe stripe, double raw, double value, int cell) {
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
