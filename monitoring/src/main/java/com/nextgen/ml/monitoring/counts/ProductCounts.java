package com.nextgen.ml.monitoring.counts;

import java.util.Arrays;

/**
 * Sums and sums of products of the numeric inputs of rows: with z the score of a value's cell
 * ({@link NormalScores}), and 0 where a value is missing or not finite, Σz of each column and Σz·z'
 * of each pair. Immutable; adds over threads, windows and replicas, and subtracts over time,
 * exactly up to 2^29 rows.
 */
public final class ProductCounts {
  /** How far from 0 a z can be. */
  public static final double CLIP = 4;

  /**
   * Live counters count the products of every row of models with at most this many numeric inputs.
   */
  public static final int MAX_COUNTED = 32;

  /** No products are kept of more columns. */
  public static final int MAX_COLUMNS = 100;

  private final int width;
  private final long rows;

  /** Σz of each column, then Σz·z' of the lower triangle, row by row with the diagonal. */
  private final double[] sums;

  /**
   * @param width how many columns, at most {@link #MAX_COLUMNS}
   * @param rows how many rows were added, also those without a value
   * @param sums Σz of each column, then Σz·z' of columns (0,0), (1,0), (1,1), (2,0), …
   * @throws IllegalArgumentException if the lengths do not agree, or a sum is larger than that of
   *     so many scores can be
   */
  public ProductCounts(int width, long rows, double[] sums) {
    this.width = width;
    this.rows = rows;
    this.sums = sums.clone();
    if (width < 0 || width > MAX_COLUMNS || sums.length != size(width)) {
      throw new IllegalArgumentException("sums of products do not match the columns");
    }
    if (rows < 0) {
      throw new IllegalArgumentException("rows of products are negative");
    }
    // What subtraction leaves may be off by what was subtracted, so there is some room.
    double most = rows * (1 + 1e-6) + 1e-3;
    for (int i = 0; i < sums.length; i++) {
      if (!(Math.abs(sums[i]) <= (i < width ? CLIP : CLIP * CLIP) * most)) {
        throw new IllegalArgumentException("a sum of products is too large for its rows");
      }
    }
  }

  /** Sums that were read while rows were added, a few of which the number of rows may not have. */
  public static ProductCounts ofSnapshot(int width, long rows, double[] sums) {
    double[] bounded = sums.clone();
    for (int i = 0; i < bounded.length; i++) {
      double most = (i < width ? CLIP : CLIP * CLIP) * rows;
      bounded[i] = Math.max(-most, Math.min(most, bounded[i]));
    }
    return new ProductCounts(width, rows, bounded);
  }

  /** Returns how many sums there are of so many columns. */
  public static int size(int width) {
    return width + width * (width + 1) / 2;
  }

  /** Of no rows. */
  public static ProductCounts empty(int width) {
    return new ProductCounts(width, 0, new double[size(width)]);
  }

  /** Returns how many columns. */
  public int width() {
    return width;
  }

  /** Returns how many rows. */
  public long rows() {
    return rows;
  }

  /** Σz of column {@code i}. */
  public double sum(int i) {
    return sums[i];
  }

  /** Σz·z' of columns {@code i} and {@code j}. */
  public double product(int i, int j) {
    int high = Math.max(i, j);
    return sums[width + high * (high + 1) / 2 + Math.min(i, j)];
  }

  /** Returns a copy of all sums, in the constructor's order. */
  public double[] sums() {
    return sums.clone();
  }

  /**
   * Returns the rows of both.
   *
   * @throws IllegalArgumentException if {@code other} has another number of columns
   */
  public ProductCounts plus(ProductCounts other) {
    check(other);
    return new ProductCounts(
        width, Math.addExact(rows, other.rows), LongCells.plus(sums, other.sums));
  }

  /**
   * These rows without {@code earlier} ones, which are a part of these. Where either was read while
   * rows were added, a sum may be ahead of its rows: it is then as large as they can have it.
   *
   * @throws IllegalArgumentException if {@code earlier} has another number of columns or more rows
   */
  public ProductCounts minus(ProductCounts earlier) {
    check(earlier);
    if (earlier.rows > rows) {
      throw new IllegalArgumentException("the products subtracted are not a part of these");
    }
    return earlier.rows == rows
        ? empty(width)
        : ofSnapshot(width, rows - earlier.rows, LongCells.minus(sums, earlier.sums));
  }

  private void check(ProductCounts other) {
    if (other.width != width) {
      throw new IllegalArgumentException("the products are of other columns");
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ProductCounts that
        && width == that.width
        && rows == that.rows
        && Arrays.equals(sums, that.sums);
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(rows) + Arrays.hashCode(sums);
  }

  @Override
  public String toString() {
    return "products of " + width + " columns over " + rows + " rows";
  }
}
