package com.nextgen.ml.monitoring.drift.multivariate;

import com.nextgen.ml.monitoring.stats.StudentT;

/**
 * Whether a figure of a window differs from that of the baseline by more than the baseline's blocks
 * differ: t = (y − y₀) / (s √(v + 1/B)) with B − 1 degrees, where s is the standard deviation over
 * the B blocks and v the variance of a window's figure in units of a block's.
 *
 * @param center the baseline's figure y₀
 * @param deviation s
 * @param blocks B
 * @param variance v: rows of a block over rows of the window; where blocks are stretches of time at
 *     least 1, since what moves from block to block need not average out within a window
 */
record BlockStatistic(double center, double deviation, int blocks, double variance) {

  /**
   * @param figures of the blocks
   * @param least the smallest deviation that is believed
   */
  static BlockStatistic of(double center, double[] figures, double least, double variance) {
    double mean = 0;
    for (double figure : figures) {
      mean += figure / figures.length;
    }
    double squares = 0;
    for (double figure : figures) {
      squares += (figure - mean) * (figure - mean);
    }
    double deviation = Math.sqrt(squares / (figures.length - 1));
    return new BlockStatistic(center, Math.max(least, deviation), figures.length, variance);
  }

  private double error() {
    return deviation * Math.sqrt(variance + 1.0 / blocks);
  }

  /** Two-sided. */
  double pValue(double figure) {
    return new StudentT(blocks - 1).twoSided((figure - center) / error());
  }

  /** How far from the centre a figure is significant. */
  double critical(double level) {
    return new StudentT(blocks - 1).inverseTwoSided(level) * error();
  }
}
