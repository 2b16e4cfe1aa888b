package com.nextgen.ml.monitoring.fairness.evidence;

/**
 * Successes and rows of two groups in a stretch of time: rows of the figure's denominator, and
 * those of them that succeed.
 */
public record BlockSums(long groupSuccesses, long groupRows, long otherSuccesses, long otherRows) {
  /** Of no row. */
  public static final BlockSums EMPTY = new BlockSums(0, 0, 0, 0);

  public BlockSums {
    if (groupSuccesses < 0
        || groupSuccesses > groupRows
        || otherSuccesses < 0
        || otherSuccesses > otherRows) {
      throw new IllegalArgumentException("successes must be from 0 to all rows");
    }
  }

  BlockSums plus(BlockSums that) {
    return new BlockSums(
        groupSuccesses + that.groupSuccesses,
        groupRows + that.groupRows,
        otherSuccesses + that.otherSuccesses,
        otherRows + that.otherRows);
  }

  boolean isFull() {
    return groupRows > 0 && otherRows > 0;
  }

  double groupMean() {
    return groupSuccesses / (double) groupRows;
  }

  double otherMean() {
    return otherSuccesses / (double) otherRows;
  }
}
