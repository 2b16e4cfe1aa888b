package com.nextgen.ml.monitoring.counts;

import java.util.Arrays;

/**
 * Counts and sums of one numeric column.
 *
 * <p>Cells: {@code below, bin 0 … bin B-1, above, missing, NaN, infinite, clamped}. Clamped values
 * stand in their bin or tail as well. Sums, with z = (value − center) / scale clamped to ±1,000:
 * {@code Σz, Σz², Σ(minimum − value) over below, Σ(value − maximum) over above}; the last two are
 * in units of the scale and clamped alike.
 */
public final class NumericCounts implements ColumnCounts {
  /** z beyond this is clamped and counted. */
  public static final double CLAMP = 1000;

  public static final int EXTRA_CELLS = 6;
  public static final int SUMS = 4;
  public static final int SUM_Z = 0;
  public static final int SUM_Z_SQUARED = 1;
  public static final int SUM_BELOW = 2;
  public static final int SUM_ABOVE = 3;

  private final NumericBins bins;
  private final long[] cells;
  private final double[] sums;
  private final double least;
  private final double greatest;

  private NumericCounts(
      NumericBins bins, long[] cells, double[] sums, double least, double greatest) {
    if (cells.length != bins.size() + EXTRA_CELLS || sums.length != SUMS) {
      throw new IllegalArgumentException("cells do not match the bins");
    }
    LongCells.checkNotNegative(cells);
    this.bins = bins;
    this.cells = cells;
    this.sums = sums;
    this.least = least;
    this.greatest = greatest;
  }

  static NumericCounts empty(NumericBins bins) {
    return new NumericCounts(
        bins,
        new long[bins.size() + EXTRA_CELLS],
        new double[SUMS],
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY);
  }

  /**
   * Returns counts made elsewhere, such as a stored baseline's.
   *
   * @param cells as the class describes them
   * @param sums as the class describes them
   * @param least the least finite value counted; positive infinity if there is none
   * @param greatest the greatest; negative infinity if there is none
   * @throws IllegalArgumentException if a length does not match or a count is negative
   */
  public static NumericCounts of(
      NumericBins bins, long[] cells, double[] sums, double least, double greatest) {
    return new NumericCounts(bins, cells.clone(), sums.clone(), least, greatest);
  }

  /** Returns the same over bins whose edges lie otherwise between the values counted. */
  NumericCounts over(NumericBins other) {
    return of(other, cells, sums, least, greatest);
  }

  /**
   * Returns counts that take the arrays over: they must not be changed any more.
   *
   * @throws IllegalArgumentException if a length does not match or a count is negative
   */
  public static NumericCounts owning(
      NumericBins bins, long[] cells, double[] sums, double least, double greatest) {
    return new NumericCounts(bins, cells, sums, least, greatest);
  }

  @Override
  public NumericBins bins() {
    return bins;
  }

  /** Returns how many values fell into fine bin {@code i}, tails left out. */
  public long bin(int i) {
    return cells[i + 1];
  }

  /** Returns how many values were under the baseline's minimum. */
  public long below() {
    return cells[0];
  }

  /** Returns how many values were over the baseline's maximum. */
  public long above() {
    return cells[bins.size() + 1];
  }

  @Override
  public long missing() {
    return cells[bins.size() + 2];
  }

  /** Returns how many NaNs were sent as a value. */
  public long nan() {
    return cells[bins.size() + 3];
  }

  /** Returns how many infinities were sent as a value. */
  public long infinite() {
    return cells[bins.size() + 4];
  }

  /** Returns how many values had |z| over {@link #CLAMP}. */
  public long clamped() {
    return cells[bins.size() + 5];
  }

  @Override
  public long count() {
    return LongCells.sum(cells, 0, bins.size() + 2);
  }

  @Override
  public long rows() {
    return LongCells.sum(cells, 0, bins.size() + 5);
  }

  /** Σz over the finite values. */
  public double sumZ() {
    return sums[SUM_Z];
  }

  /** Σz² over the finite values. */
  public double sumZSquared() {
    return sums[SUM_Z_SQUARED];
  }

  /** Σ(minimum − value)/scale over the values below. */
  public double sumBelow() {
    return sums[SUM_BELOW];
  }

  /** Σ(value − maximum)/scale over the values above. */
  public double sumAbove() {
    return sums[SUM_ABOVE];
  }

  /** Returns the mean of the finite values; NaN if there are none. */
  public double mean() {
    return bins.center() + bins.scale() * (sums[SUM_Z] / count());
  }

  /** Returns the population standard deviation of the finite values; NaN if there are none. */
  public double standardDeviation() {
    double n = count();
    double mean = sums[SUM_Z] / n;
    return bins.scale() * Math.sqrt(Math.max(0, sums[SUM_Z_SQUARED] / n - mean * mean));
  }

  /** Returns the least finite value; positive infinity if there is none. */
  public double least() {
    return least;
  }

  /** Returns the greatest finite value; negative infinity if there is none. */
  public double greatest() {
    return greatest;
  }

  /** Returns a copy of the cells. */
  public long[] cells() {
    return cells.clone();
  }

  /** Returns a copy of the sums. */
  public double[] sums() {
    return sums.clone();
  }

  @Override
  public NumericCounts plus(ColumnCounts other) {
    NumericCounts that = sameBins(other);
    return new NumericCounts(
        bins,
        LongCells.plus(cells, that.cells),
        LongCells.plus(sums, that.sums),
        Math.min(least, that.least),
        Math.max(greatest, that.greatest));
  }

  /**
   * {@inheritDoc} Least and greatest do not subtract: the result keeps this one's, which bound the
   * difference's; {@link #withRange} sets them where they are known.
   */
  @Override
  public NumericCounts minus(ColumnCounts earlier) {
    NumericCounts that = sameBins(earlier);
    return new NumericCounts(
        bins,
        LongCells.minus(cells, that.cells),
        LongCells.minus(sums, that.sums),
        least,
        greatest);
  }

  /** Returns the same counts with another least and greatest value. */
  public NumericCounts withRange(double least, double greatest) {
    return new NumericCounts(bins, cells, sums, least, greatest);
  }

  @Override
  public long[] published() {
    int size = bins.publishedSize();
    long[] published = new long[size + 1];
    int from = 0;
    for (int i = 0; i < size; i++) {
      int to = i == size - 1 ? bins.size() + 2 : bins.publishedEdgeIndex(i) + 2;
      published[i] = LongCells.sum(cells, from, to);
      from = to;
    }
    published[size] = missing() + nan() + infinite();
    return published;
  }

  private NumericCounts sameBins(ColumnCounts other) {
    if (!(other instanceof NumericCounts that) || !bins.equals(that.bins)) {
      throw new IllegalArgumentException("the counts are over other bins");
    }
    return that;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NumericCounts that
        && bins.equals(that.bins)
        && Arrays.equals(cells, that.cells)
        && Arrays.equals(sums, that.sums)
        && least == that.least
        && greatest == that.greatest;
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(cells);
  }

  @Override
  public String toString() {
    return count() + " values, " + missing() + " missing, in " + bins;
  }
}
