package com.nextgen.ml.monitoring.counts.live;

import com.nextgen.ml.monitoring.counts.Column;
import com.nextgen.ml.monitoring.counts.ProductCounts;
import com.nextgen.ml.monitoring.schema.RowBlock;
import java.util.List;

/** Sums the products of rows off the request path, of more columns too. Not thread-safe. */
public final class ProductCounter {
  private final ProductTally tally;
  private final double[] z;
  private double[] sums;
  private long rows;

  /**
   * @param numericInputs at most {@link ProductCounts#MAX_COLUMNS}
   */
  public ProductCounter(List<Column> numericInputs) {
    if (numericInputs.size() > ProductCounts.MAX_COLUMNS) {
      throw new IllegalArgumentException("there are too many columns to count products of");
    }
    tally = new ProductTally(numericInputs);
    z = new double[tally.width()];
    sums = new double[ProductCounts.size(tally.width())];
  }

  /** Adds the rows from {@code from} up to and without {@code to}. */
  public void add(RowBlock block, int from, int to) {
    tally.add(sums, 0, z, block, from, to);
    rows += to - from;
  }

  /**
   * Returns the rows' standardised values, clipped to {@link ProductCounts#CLIP}; 0 where missing.
   */
  public double[][] standardised(RowBlock block) {
    double[][] rows = new double[block.rows()][z.length];
    for (int row = 0; row < rows.length; row++) {
      tally.read(block.numeric(), row * block.numericWidth(), rows[row]);
    }
    return rows;
  }

  /** Returns what was added since this was last called, or since the start. */
  public ProductCounts take() {
    ProductCounts taken = new ProductCounts(z.length, rows, sums);
    sums = new double[sums.length];
    rows = 0;
    return taken;
  }
}
