package com.nextgen.ml.monitoring.stats;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Control of the expected share of false ones among the rejected (Benjamini and Hochberg 1995, JRSS
 * B 57, 289–300). If every null hypothesis is true, the probability of any rejection is at most the
 * level.
 */
public final class BenjaminiHochberg {
  private BenjaminiHochberg() {}

  /**
   * Adjusted p-values: hypothesis i is rejected at a level if its adjusted p-value is at most that
   * level.
   *
   * @param pValues each from 0 to 1
   * @return in the order given
   */
  public static double[] adjusted(double... pValues) {
    int n = pValues.length;
    int[] order =
        IntStream.range(0, n)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> pValues[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] adjusted = new double[n];
    double least = 1;
    for (int rank = n; rank >= 1; rank--) {
      int i = order[rank - 1];
      if (!(pValues[i] >= 0 && pValues[i] <= 1)) {
        throw new IllegalArgumentException("a p-value must be from 0 to 1");
      }
      least = Math.min(least, pValues[i] * n / rank);
      adjusted[i] = least;
    }
    return adjusted;
  }

  /** Returns which hypotheses are rejected at {@code level}, in the order given. */
  public static boolean[] rejected(double level, double... pValues) {
    double[] adjusted = adjusted(pValues);
    boolean[] rejected = new boolean[adjusted.length];
    IntStream.range(0, adjusted.length).forEach(i -> rejected[i] = adjusted[i] <= level);
    return rejected;
  }
}
