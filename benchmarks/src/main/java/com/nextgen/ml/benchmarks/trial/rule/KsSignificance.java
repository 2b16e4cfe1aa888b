package com.nextgen.ml.benchmarks.trial.rule;

import com.nextgen.ml.monitoring.stats.Kolmogorov;

/**
 * The p-value of the two-sample KS statistic for unbinned, continuous values: exact up to 10,000
 * rows a side, else that of the one-sample statistic with nm / (n + m) rows, as scipy's default has
 * it.
 */
final class KsSignificance {
  private static final int MAX_EXACT = 10_000;
  private static final double CLOSE = 2;

  private KsSignificance() {}

  /**
   * The probability of a distance of at least {@code distance} between samples of one population.
   */
  static double pValue(double distance, int n, int m) {
    return Math.max(n, m) <= MAX_EXACT ? exact(distance, n, m) : limit(distance, n, m);
  }

  /** Whether the p-value is at most {@code level}; found exactly only where the limit is close. */
  static boolean reaches(double distance, double level, int n, int m) {
    double near = limit(distance, n, m);
    boolean close = near > level / CLOSE && near < level * CLOSE;
    return close ? pValue(distance, n, m) <= level : near <= level;
  }

  /**
   * All orders of the pooled sample are equally likely: a walk from (0, 0) to (n, m) that takes
   * either side's next value with the share of those left. What stays inside the band is added up
   * (Hodges 1958, The significance probability of the Smirnov two-sample test).
   */
  private static double exact(double distance, int n, int m) {
    double bound = distance - 1e-9;
    double[] inside = new double[m + 1];
    for (int i = 0; i <= n; i++) {
      int from = Math.max(0, (int) Math.ceil(m * (i / (double) n - bound)) - 1);
      int to = Math.min(m, (int) Math.floor(m * (i / (double) n + bound)) + 1);
      if (from > 0) {
        inside[from - 1] = 0;
      }
      for (int j = from; j <= to; j++) {
        if (Math.abs(i / (double) n - j / (double) m) >= bound) {
          inside[j] = 0;
          continue;
        }
        double left = (double) n + m - i - j + 1;
        double down = i == 0 ? (j == 0 ? 1.0 : 0.0) : inside[j] * (n - i + 1) / left;
        double across = j == 0 ? 0 : inside[j - 1] * (m - j + 1) / left;
        inside[j] = down + across;
      }
    }
    return Math.max(0, 1 - inside[m]);
  }

  /** Kolmogorov's limit with the correction of Vrbik 2018 for few rows. */
  private static double limit(double distance, int n, int m) {
    double rows = Math.rint((double) n * m / ((double) n + m));
    double root = Math.sqrt(rows);
    double x = root * distance;
    return x == 0 ? 1 : Kolmogorov.survival(x + 1 / (6 * root) + (x - 1) / (4 * rows));
  }
}
