package com.nextgen.ml.monitoring.counts;

/** Arithmetic on arrays of counts and sums. */
final class LongCells {
  private LongCells() {}

  static long[] plus(long[] a, long[] b) {
    long[] sum = a.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] = Math.addExact(sum[i], b[i]);
    }
    return sum;
  }

  static long[] minus(long[] a, long[] b) {
    long[] difference = a.clone();
    for (int i = 0; i < difference.length; i++) {
      difference[i] -= b[i];
      if (difference[i] < 0) {
        throw new IllegalArgumentException("the counts subtracted are not a part of these");
      }
    }
    return difference;
  }

  static double[] plus(double[] a, double[] b) {
    double[] sum = a.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += b[i];
    }
    return sum;
  }

  static double[] minus(double[] a, double[] b) {
    double[] difference = a.clone();
    for (int i = 0; i < difference.length; i++) {
      difference[i] -= b[i];
    }
    return difference;
  }

  static long sum(long[] cells, int from, int to) {
    long sum = 0;
    for (int i = from; i < to; i++) {
      sum += cells[i];
    }
    return sum;
  }

  static void checkNotNegative(long[] cells) {
    for (long cell : cells) {
      if (cell < 0) {
        throw new IllegalArgumentException("a count is negative");
      }
    }
  }
}
