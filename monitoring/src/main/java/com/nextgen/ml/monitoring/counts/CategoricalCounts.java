package com.nextgen.ml.monitoring.counts;

import java.util.Arrays;

/**
 * Counts of one categorical or boolean column, or of predicted classes.
 *
 * <p>Cells: {@code named 0 … named N-1, other, unseen, missing}. Rows of other and unseen names are
 * counted once more by the {@link CategoricalBins#hashedCell} of the name, so that a single one
 * that grows shows among many without that any is kept. Predicted classes have none of these, and
 * counts that an older version kept.
 */
public final class CategoricalCounts implements ColumnCounts {
  private static final long[] NOT_HASHED = {};

  private final CategoricalBins bins;
  private final long[] cells;

  /** As many as are hashed into, or none. */
  private final long[] hashed;

  private CategoricalCounts(CategoricalBins bins, long[] cells, long[] hashed) {
    if (cells.length != bins.size() + 1
        || (hashed.length != 0 && hashed.length != CategoricalBins.HASHED)) {
      throw new IllegalArgumentException("cells do not match the categories");
    }
    LongCells.checkNotNegative(cells);
    LongCells.checkNotNegative(hashed);
    this.bins = bins;
    this.cells = cells;
    this.hashed = Arrays.stream(hashed).anyMatch(rows -> rows > 0) ? hashed : NOT_HASHED;
  }

  static CategoricalCounts empty(CategoricalBins bins) {
    return new CategoricalCounts(bins, new long[bins.size() + 1], NOT_HASHED);
  }

  /**
   * Returns counts made elsewhere, such as a stored baseline's.
   *
   * @param cells as the class describes them
   * @throws IllegalArgumentException if the length does not match or a count is negative
   */
  public static CategoricalCounts of(CategoricalBins bins, long[] cells) {
    return new CategoricalCounts(bins, cells.clone(), NOT_HASHED);
  }

  /**
   * Returns counts that take the array over: it must not be changed any more. None is hashed.
   *
   * @throws IllegalArgumentException if the length does not match or a count is negative
   */
  public static CategoricalCounts owning(CategoricalBins bins, long[] cells) {
    return new CategoricalCounts(bins, cells, NOT_HASHED);
  }

  /**
   * Returns counts that take the arrays over: they must not be changed any more.
   *
   * @param hashed rows of other and unseen names by their hashed cell; none if they are not known
   * @throws IllegalArgumentException if a length does not match or a count is negative
   */
  public static CategoricalCounts owning(CategoricalBins bins, long[] cells, long[] hashed) {
    return new CategoricalCounts(bins, cells, hashed);
  }

  /** Returns the same counts with other and unseen names by their hashed cells. */
  public CategoricalCounts withHashed(long[] hashed) {
    return new CategoricalCounts(bins, cells, hashed.clone());
  }

  @Override
  public CategoricalBins bins() {
    return bins;
  }

  /**
   * Returns how many rows fell into {@code cell}, as {@link CategoricalBins#indexOf} numbers them.
   */
  public long cell(int cell) {
    return cells[cell];
  }

  /** Returns how many rows had a category of the baseline that has no cell of its own. */
  public long other() {
    return cells[bins.otherCell()];
  }

  /** Returns how many rows had a value that the baseline never had. */
  public long unseen() {
    return cells[bins.unseenCell()];
  }

  @Override
  public long missing() {
    return cells[bins.size()];
  }

  @Override
  public long count() {
    return LongCells.sum(cells, 0, bins.size());
  }

  @Override
  public long rows() {
    return LongCells.sum(cells, 0, cells.length);
  }

  /** Returns a copy of the cells. */
  public long[] cells() {
    return cells.clone();
  }

  /** Returns a copy of the rows of other and unseen names by their hashed cell. */
  public long[] hashed() {
    return Arrays.copyOf(hashed, CategoricalBins.HASHED);
  }

  /**
   * Returns whether the hashed cells hold the rows of other and unseen names; those of a snapshot
   * may be a few apart, as rows come while it is taken.
   */
  public boolean isHashed() {
    long rows = other() + unseen();
    return Math.abs(LongCells.sum(hashed, 0, hashed.length) - rows) <= rows / 100;
  }

  @Override
  public CategoricalCounts plus(ColumnCounts other) {
    CategoricalCounts that = sameBins(other);
    return new CategoricalCounts(
        bins, LongCells.plus(cells, that.cells), LongCells.plus(hashed(), that.hashed()));
  }

  @Override
  public CategoricalCounts minus(ColumnCounts earlier) {
    CategoricalCounts that = sameBins(earlier);
    return new CategoricalCounts(
        bins, LongCells.minus(cells, that.cells), LongCells.minus(hashed(), that.hashed()));
  }

  @Override
  public long[] published() {
    int size = bins.publishedNames().size();
    long[] published = new long[size + 1];
    int at = 0;
    for (int i = 0; i < bins.named().size(); i++) {
      boolean own = bins.isPublished(bins.named().get(i));
      published[own ? at++ : size - 1] += cells[i];
    }
    published[size - 1] += other() + unseen();
    published[size] = missing();
    return published;
  }

  private CategoricalCounts sameBins(ColumnCounts other) {
    if (!(other instanceof CategoricalCounts that) || !bins.equals(that.bins)) {
      throw new IllegalArgumentException("the counts are over other categories");
    }
    return that;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CategoricalCounts that
        && bins.equals(that.bins)
        && Arrays.equals(cells, that.cells)
        && Arrays.equals(hashed, that.hashed);
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
