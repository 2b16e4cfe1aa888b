package com.nextgen.ml.monitoring.counts;

import java.util.Arrays;

/**
 * Counts of one categorical or boolean column, or of predicted classes.
 *
 * <p>Cells: {@code named 0 … named N-1, other, unseen, missing}.
 */
public final class CategoricalCounts implements ColumnCounts {
  private final CategoricalBins bins;
  private final long[] cells;

  private CategoricalCounts(CategoricalBins bins, long[] cells) {
    if (cells.length != bins.size() + 1) {
      throw new IllegalArgumentException("cells do not match the categories");
    }
    LongCells.checkNotNegative(cells);
    this.bins = bins;
    this.cells = cells;
  }

  static CategoricalCounts empty(CategoricalBins bins) {
    return new CategoricalCounts(bins, new long[bins.size() + 1]);
  }

  /**
   * Returns counts made elsewhere, such as a stored baseline's.
   *
   * @param cells as the class describes them
   * @throws IllegalArgumentException if the length does not match or a count is negative
   */
  public static CategoricalCounts of(CategoricalBins bins, long[] cells) {
    return new CategoricalCounts(bins, cells.clone());
  }

  /**
   * Returns counts that take the array over: it must not be changed any more.
   *
   * @throws IllegalArgumentException if the length does not match or a count is negative
   */
  public static CategoricalCounts owning(CategoricalBins bins, long[] cells) {
    return new CategoricalCounts(bins, cells);
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

  @Override
  public CategoricalCounts plus(ColumnCounts other) {
    return new CategoricalCounts(bins, LongCells.plus(cells, sameBins(other).cells));
  }

  @Override
  public CategoricalCounts minus(ColumnCounts earlier) {
    return new CategoricalCounts(bins, LongCells.minus(cells, sameBins(earlier).cells));
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
        && Arrays.equals(cells, that.cells);
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
