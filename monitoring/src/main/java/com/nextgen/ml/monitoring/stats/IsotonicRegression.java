package com.nextgen.ml.monitoring.stats;

/**
 * The rising sequence nearest to given values in weighted squares, by pooling adjacent violators
 * (Ayer et al., Ann. Math. Stat. 26, 1955).
 *
 * @param fitted one for each value, never falling
 * @param block which values were pooled: the same number for those of one block, from 0
 */
@SuppressWarnings("ArrayRecordComponent") // made for one use, never compared
public record IsotonicRegression(double[] fitted, int[] block) {

  /**
   * Fits values.
   *
   * @param values where a weight is 0 the value does not matter; it joins the block before it, or
   *     the first
   * @param weights not negative, at least one more than 0
   */
  public static IsotonicRegression fit(double[] values, double[] weights) {
    int n = values.length;
    double[] mean = new double[n];
    double[] weight = new double[n];
    int[] end = new int[n];
    int blocks = 0;
    for (int i = 0; i < n; i++) {
      if (weights[i] == 0) {
        if (blocks > 0) {
          end[blocks - 1] = i + 1;
        }
        continue;
      }
      mean[blocks] = values[i];
      weight[blocks] = weights[i];
      end[blocks] = i + 1;
      blocks++;
      while (blocks > 1 && mean[blocks - 2] >= mean[blocks - 1]) {
        double sum = weight[blocks - 2] + weight[blocks - 1];
        mean[blocks - 2] =
            (mean[blocks - 2] * weight[blocks - 2] + mean[blocks - 1] * weight[blocks - 1]) / sum;
        weight[blocks - 2] = sum;
        end[blocks - 2] = end[blocks - 1];
        blocks--;
      }
    }
    if (blocks == 0) {
      throw new IllegalArgumentException("a regression needs values with weight");
    }
    double[] fitted = new double[n];
    int[] block = new int[n];
    int at = 0;
    for (int i = 0; i < n; i++) {
      at += i >= end[at] ? 1 : 0;
      fitted[i] = mean[at];
      block[i] = at;
    }
    return new IsotonicRegression(fitted, block);
  }
}
