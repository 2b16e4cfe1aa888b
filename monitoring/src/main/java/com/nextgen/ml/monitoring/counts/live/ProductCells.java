package com.nextgen.ml.monitoring.counts.live;

import com.nextgen.ml.monitoring.counts.ProductCounts;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * The sums of products of one stripe. Only who holds the stripe writes; who does not sees each sum
 * whole, in no order between sums. Writes are plain, so that the compiler adds several at once:
 * every supported processor writes an aligned double whole.
 */
final class ProductCells {
  private static final VarHandle SUMS = MethodHandles.arrayElementVarHandle(double[].class);

  /** Two cache lines, so that no two stripes share one. */
  private static final int PAD = 16;

  /** The number of rows stands behind the padding, then the sums. */
  private static final int FIRST = PAD + 1;

  private final int width;
  private final double[] sums;
  private final double[] scores;

  /**
   * @param width how many columns have products
   */
  ProductCells(int width) {
    this.width = width;
    this.sums = new double[FIRST + ProductCounts.size(width) + PAD];
    this.scores = new double[RowTally.ROWS_AT_ONCE * width];
  }

  /** Where the holder puts the scores of at most {@link RowTally#ROWS_AT_ONCE} rows. */
  double[] scores() {
    return scores;
  }

  /** Adds the first {@code rows} rows of {@link #scores}; only for the holder. */
  void add(int rows) {
    for (int row = 0; row < rows; row++) {
      ProductTally.add(sums, FIRST, scores, row * width, width);
    }
    sums[PAD] += rows; // exact up to 2^53
  }

  /** Only for the holder. */
  void clear() {
    Arrays.fill(sums, 0);
  }

  /** Adds these to {@code totals}: the number of rows, then the sums. */
  void addTo(double[] totals) {
    for (int i = 0; i < totals.length; i++) {
      totals[i] += (double) SUMS.getOpaque(sums, PAD + i);
    }
  }
}
