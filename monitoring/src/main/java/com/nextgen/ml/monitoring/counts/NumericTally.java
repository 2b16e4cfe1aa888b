package com.nextgen.ml.monitoring.counts;

import com.nextgen.ml.monitoring.schema.Missing;
import com.nextgen.ml.monitoring.schema.Precision;
import java.util.Arrays;

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
  private final double center;
  private final double scale;
  private final int size;
  private final int cells;
  private final int sums;
  private final double[] edges;

  /**
   * @param index the column's place in a row
   * @param cells the first word of its cells
   * @param sums the first word of its sums
   */
  NumericTally(NumericBins bins, int index, int cells, int sums) {
    this.index = index;
    this.float32 = bins.precision() == Precision.FLOAT32;
    this.minimum = bins.minimum();
    this.center = bins.center();
    this.scale = bins.scale();
    this.size = bins.size();
    this.cells = cells;
    this.sums = sums;
    this.edges = paddedEdges(Integer.highestOneBit(size) * 2);
    System.arraycopy(bins.edges(), 0, edges, 0, size);
  }

  private static double[] paddedEdges(int length) {
    double[] padded = new double[length];
    Arrays.fill(padded, Double.POSITIVE_INFINITY);
    return padded;
  }

  int index() {
    return index;
  }

  int sums() {
    return sums;
  }

  /** The least power of two over the number of edges. */
  int paddedLength() {
    return edges.length;
  }

  /** The edges, then infinities up to {@code length}, a power of two. */
  double[] edges(int length) {
    double[] padded = paddedEdges(length);
    System.arraycopy(edges, 0, padded, 0, edges.length);
    return padded;
  }

  /** The value at the column's precision. Tell a missing value before: rounding loses its mark. */
  double round(double raw) {
    return float32 ? (float) raw : raw;
  }

  /** Adds a value found by a search over this column alone. */
  void add(Stripe stripe, double raw) {
    double value = round(raw);
    int at = 0;
    for (int half = edges.length >>> 1; half > 0; half >>>= 1) {
      at += step(edges[at + half - 1], value, half);
    }
    add(stripe, raw, value, at);
  }

  /**
   * {@code half} if {@code edge < value}, else 0, without a branch: the sign of a difference of
   * finite doubles is exact. A NaN gives either.
   */
  static int step(double edge, double value, int half) {
    return (int) (Double.doubleToRawLongBits(edge - value) >> 63) & half;
  }

  /**
   * Adds a value.
   *
   * @param raw as it came
   * @param value at the column's precision
   * @param bin how many edges are less than {@code value}; anything if it is not finite
   */
  void add(Stripe stripe, double raw, double value, int bin) {
    if (!(Math.abs(value) <= Double.MAX_VALUE)) {
      stripe.increment(cells + size + (Missing.is(raw) ? 2 : Double.isNaN(raw) ? 3 : 4));
      return;
    }
    double z = (value - center) / scale;
    if (!(Math.abs(z) <= NumericCounts.CLAMP)) {
      z = Math.copySign(NumericCounts.CLAMP, z);
      stripe.increment(cells + size + 5);
    }
    if (value < minimum) {
      stripe.increment(cells);
      stripe.add(
          sums + NumericCounts.SUM_BELOW, Math.min(NumericCounts.CLAMP, (minimum - value) / scale));
    } else {
      stripe.increment(cells + 1 + bin);
      if (bin == size) {
        stripe.add(
            sums + NumericCounts.SUM_ABOVE,
            Math.min(NumericCounts.CLAMP, (value - edges[size - 1]) / scale));
      }
    }
    stripe.add(sums + NumericCounts.SUM_Z, z);
    stripe.add(sums + NumericCounts.SUM_Z_SQUARED, z * z);
    if (value < stripe.getDouble(sums + LEAST)) {
      stripe.setDouble(sums + LEAST, value);
    }
    if (value > stripe.getDouble(sums + GREATEST)) {
      stripe.setDouble(sums + GREATEST, value);
    }
  }
}
