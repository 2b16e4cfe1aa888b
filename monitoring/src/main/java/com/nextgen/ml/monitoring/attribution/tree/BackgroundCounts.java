package com.nextgen.ml.monitoring.attribution.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Background rows counted by the pattern that they have at each leaf of an ensemble. Counts of the
 * same ensemble add up, over threads and over parts of a data set.
 */
public final class BackgroundCounts {
  private final long rows;
  private final List<Integer> widths;
  private final List<LeafCounts> leaves;

  BackgroundCounts(long rows, List<Integer> widths, List<LeafCounts> leaves) {
    if (rows < 0 || widths.size() != leaves.size()) {
      throw new IllegalArgumentException("each leaf has counts of the same rows");
    }
    this.rows = rows;
    this.widths = List.copyOf(widths);
    this.leaves = List.copyOf(leaves);
  }

  /** Returns how many rows were counted. */
  public long rows() {
    return rows;
  }

  /** Returns how many numbers are kept: patterns with rows, over all leaves. */
  public long size() {
    return leaves.stream().mapToLong(LeafCounts::size).sum();
  }

  /**
   * Returns the counts of both backgrounds together; neither is changed.
   *
   * @throws IllegalArgumentException if the other is of another ensemble
   */
  public BackgroundCounts plus(BackgroundCounts other) {
    if (!widths.equals(other.widths)) {
      throw new IllegalArgumentException("the counts are of different ensembles");
    }
    long both = Math.addExact(rows, other.rows);
    List<LeafCounts> sums = new ArrayList<>(leaves.size());
    for (int i = 0; i < leaves.size(); i++) {
      sums.add(leaves.get(i).plus(other.leaves.get(i), widths.get(i), both));
    }
    return new BackgroundCounts(both, widths, sums);
  }

  /** Returns how many features each leaf's path has. */
  List<Integer> widths() {
    return widths;
  }

  /** Returns the counts by leaf, tree after tree. */
  List<LeafCounts> leaves() {
    return leaves;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BackgroundCounts that
        && rows == that.rows
        && widths.equals(that.widths)
        && leaves.equals(that.leaves);
  }

  @Override
  public int hashCode() {
    return Objects.hash(rows, widths, leaves);
  }
}
