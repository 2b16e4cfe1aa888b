package com.nextgen.ml.benchmarks.trial.rule;

import java.util.Arrays;

/** Bins of equal width by Doane's rule (Doane 1976, Aesthetic frequency classifications). */
final class DoaneBins {
  private DoaneBins() {}

  /** The edges, one more than there are bins. */
  static double[] edges(double[] values) {
    double n = values.length;
    double least = Arrays.stream(values).min().orElse(0);
    double most = Arrays.stream(values).max().orElse(1);
    double mean = Arrays.stream(values).sum() / n;
    double squares = 0;
    double cubes = 0;
    for (double value : values) {
      double gap = value - mean;
      squares += gap * gap;
      cubes += gap * gap * gap;
    }
    double deviation = Math.sqrt(squares / n);
    int bins = 1;
    if (n > 2 && deviation > 0) {
      double skew = Math.abs(cubes / n) / Math.pow(deviation, 3);
      double spread = Math.sqrt(6 * (n - 2) / ((n + 1) * (n + 3)));
      double count = 1 + Math.log(n) / Math.log(2) + Math.log(1 + skew / spread) / Math.log(2);
      bins = (int) Math.ceil(count);
    }
    if (least == most) {
      return new double[] {least - 0.5, most + 0.5};
    }
    double[] edges = new double[bins + 1];
    double step = (most - least) / bins;
    Arrays.setAll(edges, i -> least + i * step);
    edges[bins] = most;
    return edges;
  }
}
