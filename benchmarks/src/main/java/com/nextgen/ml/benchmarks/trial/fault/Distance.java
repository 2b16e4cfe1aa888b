package com.nextgen.ml.benchmarks.trial.fault;

import java.util.Arrays;

/**
 * How far two samples lie apart, found from the values themselves and no bins, with missing values
 * as one more value.
 */
final class Distance {
  private Distance() {}

  /** Returns the largest difference of the shares up to any number; missing ones are the least. */
  static double ofNumbers(double[] before, double[] after) {
    double[] first = sorted(before);
    double[] second = sorted(after);
    double most = 0;
    int i = 0;
    int j = 0;
    while (i < first.length && j < second.length) {
      double x = Math.min(first[i], second[j]);
      while (i < first.length && first[i] <= x) {
        i++;
      }
      while (j < second.length && second[j] <= x) {
        j++;
      }
      most = Math.max(most, Math.abs((double) i / first.length - (double) j / second.length));
    }
    return most;
  }

  /** Returns the share of rows that would have to change their category (total variation). */
  static double ofCategories(double[] before, double[] after) {
    double[] first = sorted(before);
    double[] second = sorted(after);
    double sum = 0;
    int i = 0;
    int j = 0;
    while (i < first.length || j < second.length) {
      double left = i < first.length ? first[i] : Double.POSITIVE_INFINITY;
      double right = j < second.length ? second[j] : Double.POSITIVE_INFINITY;
      double x = Math.min(left, right);
      int from = i;
      int fromSecond = j;
      while (i < first.length && first[i] == x) {
        i++;
      }
      while (j < second.length && second[j] == x) {
        j++;
      }
      sum +=
          Math.abs((double) (i - from) / first.length - (double) (j - fromSecond) / second.length);
    }
    return sum / 2;
  }

  private static double[] sorted(double[] values) {
    return Arrays.stream(values)
        .map(x -> Double.isNaN(x) ? -Double.MAX_VALUE : x)
        .sorted()
        .toArray();
  }
}
