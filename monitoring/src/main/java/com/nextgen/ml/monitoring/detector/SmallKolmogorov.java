package com.nextgen.ml.monitoring.detector;

import java.util.Arrays;

/** The two-sample Kolmogorov-Smirnov test of two samples of one size, exactly. */
final class SmallKolmogorov {
  private SmallKolmogorov() {}

  /** The largest difference of the two distribution functions; both arrays are sorted. */
  static double distance(double[] first, double[] second) {
    Arrays.sort(first);
    Arrays.sort(second);
    int i = 0;
    int j = 0;
    int largest = 0;
    while (i < first.length && j < second.length) {
      double value = Math.min(first[i], second[j]);
      while (i < first.length && first[i] == value) {
        i++;
      }
      while (j < second.length && second[j] == value) {
        j++;
      }
      largest = Math.max(largest, Math.abs(i - j));
    }
    return (double) largest / first.length;
  }

  /**
   * P(distance ≥ steps / size) for two samples of {@code size} values without ties: 2 Σ (−1)^(j−1)
   * C(2n, n − jk) / C(2n, n), by reflection (Gnedenko and Korolyuk 1951). With ties it is too
   * large.
   */
  static double pValue(int size, int steps) {
    if (steps <= 0) {
      return 1;
    }
    double sum = 0;
    for (int j = 1; j * steps <= size; j++) {
      double ratio = 1;
      for (int i = 0; i < j * steps; i++) {
        ratio *= (double) (size - i) / (size + j * steps - i);
      }
      sum += j % 2 == 1 ? ratio : -ratio;
    }
    return Math.min(1, 2 * sum);
  }

  /** A distance that is exceeded just where the p-value is at most the level. */
  static double critical(int size, double level) {
    int steps = 0;
    while (steps <= size && pValue(size, steps) > level) {
      steps++;
    }
    return (steps - 0.5) / size;
  }
}
