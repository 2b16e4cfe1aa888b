package com.nextgen.ml.monitoring.counts;

/**
 * What share of further rows is taken to have a value that some rows never had: below and above
 * their range, in a gap between their numbers, of a new category. None of these rows has one, but
 * the next row is under the least of m values, whatever their distribution, with probability 1 / (m
 * + 1), and over the greatest likewise; it has a new category with about the share of those that
 * stand in one row only (Good 1953).
 */
public final class NullShares {
  /** No share is taken for less. */
  public static final double FLOOR = 1e-4;

  private NullShares() {}

  /** Returns the share below the range of so many rows, or above it; 0 if there are none. */
  public static double outside(long rows) {
    return rows == 0 ? 0 : Math.max(1.0 / (rows + 1.0), FLOOR);
  }

  /**
   * Returns the share of what is not known, where it may be many things: new categories, other
   * numbers.
   *
   * @param singletons how many categories, or numbers, stand in one of the rows only
   */
  public static double unseen(long rows, long singletons) {
    return rows == 0 ? 0 : Math.max(Math.min(1, (double) singletons / rows), outside(rows));
  }
}
