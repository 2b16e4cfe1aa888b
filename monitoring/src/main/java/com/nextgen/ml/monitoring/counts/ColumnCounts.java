package com.nextgen.ml.monitoring.counts;

/**
 * What was counted of one column. Immutable. Counts of equal bins add and subtract; both leave
 * their arguments alone.
 */
public sealed interface ColumnCounts permits NumericCounts, CategoricalCounts {

  /** Returns the bins that the counts are over. */
  ColumnBins bins();

  /** Rows counted, whatever their value was. */
  long rows();

  /** Rows with a value that stands in a bin, a tail or a category. */
  long count();

  /** Rows in which the value was missing. */
  long missing();

  /**
   * Cell by cell, this and {@code other}.
   *
   * @throws IllegalArgumentException if the bins differ
   */
  ColumnCounts plus(ColumnCounts other);

  /**
   * Cell by cell, this without {@code earlier}, which is a part of this.
   *
   * @throws IllegalArgumentException if the bins differ or a count would be negative
   */
  ColumnCounts minus(ColumnCounts earlier);

  /**
   * Returns the counts of the published bins, the last one being missing and unusable values (NaN,
   * infinite).
   *
   * @return for numbers {@link NumericBins#publishedSize} + 1, for categories those of {@link
   *     CategoricalBins#publishedNames} + 1; unseen ones are with the other
   */
  long[] published();
}
