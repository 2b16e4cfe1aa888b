package com.nextgen.ml.monitoring.counts;

import java.util.Arrays;

/**
 * What was counted and summed of labelled rows: everything that performance follows from.
 * Immutable; adds over windows and replicas of one model version, and subtracts over time. Counts
 * do so exactly, sums up to rounding.
 */
@SuppressWarnings("EnumOrdinal") // starts of parts are an array by ordinal
public final class OutcomeCounts {
  private final OutcomeLayout layout;
  private final long[] cells;
  private final double[] sums;

  private OutcomeCounts(OutcomeLayout layout, long[] cells, double[] sums) {
    if (cells.length != layout.cellCount() || sums.length != layout.sumCount()) {
      throw new IllegalArgumentException("cells and sums do not match the layout");
    }
    this.layout = layout;
    this.cells = cells;
    this.sums = sums;
  }

  /**
   * Returns counts that take the arrays over: they must not be changed any more.
   *
   * @throws IllegalArgumentException if a length does not match
   */
  public static OutcomeCounts owning(OutcomeLayout layout, long[] cells, double[] sums) {
    return new OutcomeCounts(layout, cells, sums);
  }

  /** Returns what each cell and number is of. */
  public OutcomeLayout layout() {
    return layout;
  }

  /** Returns a copy of the cells of one part. */
  public long[] cells(OutcomeCell part) {
    int[] starts = layout.cellStarts();
    return Arrays.copyOfRange(cells, starts[part.ordinal()], starts[part.ordinal() + 1]);
  }

  /** Returns a copy of the numbers of one part. */
  public double[] sums(OutcomeSum part) {
    int[] starts = layout.sumStarts();
    return Arrays.copyOfRange(sums, starts[part.ordinal()], starts[part.ordinal() + 1]);
  }

  /** Returns all cells of a part together. */
  public long total(OutcomeCell part) {
    return Arrays.stream(cells(part)).sum();
  }

  /** Returns all numbers of a part together. */
  public double total(OutcomeSum part) {
    return Arrays.stream(sums(part)).sum();
  }

  /** Labelled rows that figures follow from. */
  public long labelled() {
    return total(layout.task().isClassification() ? OutcomeCell.ACTUAL : OutcomeCell.BIN_ROWS);
  }

  /**
   * This and {@code other}.
   *
   * @throws IllegalArgumentException if the layouts differ
   */
  public OutcomeCounts plus(OutcomeCounts other) {
    check(other);
    return new OutcomeCounts(
        layout, LongCells.plus(cells, other.cells), LongCells.plus(sums, other.sums));
  }

  /**
   * This without {@code earlier}, which is a part of this.
   *
   * @throws IllegalArgumentException if the layouts differ or a count would be negative
   */
  public OutcomeCounts minus(OutcomeCounts earlier) {
    check(earlier);
    return new OutcomeCounts(
        layout, LongCells.minus(cells, earlier.cells), LongCells.minus(sums, earlier.sums));
  }

  private void check(OutcomeCounts other) {
    if (!layout.equals(other.layout)) {
      throw new IllegalArgumentException("the outcomes are of another layout");
    }
  }

  /** Returns a copy of all cells, in the layout's order. */
  public long[] cells() {
    return cells.clone();
  }

  /** Returns a copy of all numbers, in the layout's order. */
  public double[] sums() {
    return sums.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OutcomeCounts that
        && layout.equals(that.layout)
        && Arrays.equals(cells, that.cells)
        && Arrays.equals(sums, that.sums);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(cells) * 31 + Arrays.hashCode(sums);
  }

  @Override
  public String toString() {
    return labelled() + " labelled rows";
  }
}
