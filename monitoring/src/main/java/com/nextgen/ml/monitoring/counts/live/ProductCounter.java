package com.nextgen.ml.monitoring.counts.live;

import com.nextgen.ml.monitoring.counts.Column;
import com.nextgen.ml.monitoring.counts.NormalScores;
import com.nextgen.ml.monitoring.counts.NumericBins;
import com.nextgen.ml.monitoring.counts.ProductCounts;
import com.nextgen.ml.monitoring.schema.RowBlock;
import java.util.List;

/** Sums the products of rows off the request path, of more columns too. Not thread-safe. */
public final class ProductCounter {
  private final NumericTally[] columns;
  private final double[] row;
  private double[] sums;
  private long rows;

  /**
   * @param numericInputs at most {@link ProductCounts#MAX_COLUMNS}
   * @param scores of them
   */
  public ProductCounter(List<Column> numericInputs, NormalScores scores) {
    this(new NumericTally[numericInputs.size()]);
    if (numericInputs.size() > ProductCounts.MAX_COLUMNS) {
      throw new IllegalArgumentException("the products of so many columns are not counted");
    }
    for (int i = 0; i < columns.length; i++) {
      Column column = numericInputs.get(i);
      columns[i] =
          new NumericTally((NumericBins) column.bins(), column.index(), 0, 0, scores.of(i), i);
    }
  }

  private ProductCounter(NumericTally[] columns) {
    this.columns = columns;
    row = new double[columns.length];
    sums = new double[ProductCounts.size(columns.length)];
  }

  /** Returns an empty one of the same columns. */
  public ProductCounter another() {
    return new ProductCounter(columns);
  }

  /** Adds the rows from {@code from} up to and without {@code to}. */
  public void add(RowBlock block, int from, int to) {
    for (int i = from; i < to; i++) {
      read(block, i, row);
      add(row);
    }
  }

  /** Adds a row of which the scores are known. */
  public void add(double[] scores) {
    ProductTally.add(sums, 0, scores, 0, columns.length);
    rows++;
  }

  /**
   * Writes the scores of a row; 0 where there is no finite value.
   *
   * @param scores of which the first are written, one for each column
   */
  public void read(RowBlock block, int at, double[] scores) {
    int from = at * block.numericWidth();
    for (int i = 0; i < columns.length; i++) {
      scores[i] = columns[i].score(block.numeric()[from + columns[i].index()]);
    }
  }

  /** Returns the scores of all rows. */
  public double[][] scores(RowBlock block) {
    double[][] all = new double[block.rows()][columns.length];
    for (int i = 0; i < all.length; i++) {
      read(block, i, all[i]);
    }
    return all;
  }

  /** Returns what was added since this was last called, or since the start. */
  public ProductCounts take() {
    ProductCounts taken = new ProductCounts(columns.length, rows, sums);
    sums = new double[sums.length];
    rows = 0;
    return taken;
  }
}
