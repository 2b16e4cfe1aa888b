package com.nextgen.ml.service.training.meaning;

import java.util.Arrays;

/** The order of classes under which most rows are right: an assignment problem. */
final class BestOrder {
  private BestOrder() {}

  /**
   * Finds it by the Hungarian method (Kuhn, 1955), in the number of classes cubed.
   *
   * @param table rows by the model's place and by the true class
   * @return for each place the class
   */
  static int[] of(long[][] table) {
    int n = table.length;
    double[] placePrice = new double[n + 1];
    double[] classPrice = new double[n + 1];
    int[] placeOf = new int[n + 1];
    int[] way = new int[n + 1];
    for (int place = 1; place <= n; place++) {
      placeOf[0] = place;
      int at = 0;
      double[] least = new double[n + 1];
      Arrays.fill(least, Double.POSITIVE_INFINITY);
      boolean[] used = new boolean[n + 1];
      do {
        used[at] = true;
        int next = 0;
        double step = Double.POSITIVE_INFINITY;
        for (int j = 1; j <= n; j++) {
          if (!used[j]) {
            double cost = -table[placeOf[at] - 1][j - 1] - placePrice[placeOf[at]] - classPrice[j];
            if (cost < least[j]) {
              least[j] = cost;
              way[j] = at;
            }
            if (least[j] < step) {
              step = least[j];
              next = j;
            }
          }
        }
        for (int j = 0; j <= n; j++) {
          if (used[j]) {
            placePrice[placeOf[j]] += step;
            classPrice[j] -= step;
          } else {
            least[j] -= step;
          }
        }
        at = next;
      } while (placeOf[at] != 0);
      while (at != 0) {
        placeOf[at] = placeOf[way[at]];
        at = way[at];
      }
    }
    int[] order = new int[n];
    for (int j = 1; j <= n; j++) {
      order[placeOf[j] - 1] = j - 1;
    }
    return order;
  }
}
