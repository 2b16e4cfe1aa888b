package com.nextgen.ml.monitoring.counts.live;

import com.nextgen.ml.monitoring.counts.ProductCounts;

/**
 * How the products of rows are added, in the order of {@link ProductCounts}. Unlike cells they are
 * plain doubles, so that the compiler adds several at once.
 */
final class ProductTally {
  private ProductTally() {}

  /**
   * Adds one row.
   *
   * @param sums from {@code first} on: Σz, then Σz·z'
   * @param z of the row's {@code width} columns, from {@code at} on
   */
  static void add(double[] sums, int first, double[] z, int at, int width) {
    for (int i = 0; i < width; i++) {
      sums[first + i] += z[at + i];
    }
    int from = first + width;
    for (int i = 0; i < width; i++) {
      addTimes(sums, from, z, at, i + 1, z[at + i]);
      from += i + 1;
    }
  }

  private static void addTimes(
      double[] sums, int from, double[] z, int at, int length, double factor) {
    for (int j = 0; j < length; j++) {
      sums[from + j] += factor * z[at + j];
    }
  }
}
