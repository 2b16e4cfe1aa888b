package com.nextgen.ml.monitoring.drift.multivariate;

import com.nextgen.ml.monitoring.baseline.ProductBlocks;
import com.nextgen.ml.monitoring.counts.ProductCounts;
import com.nextgen.ml.monitoring.stats.StudentT;
import java.util.List;

/**
 * Whether a figure of a window differs from that of the baseline by more than the baseline's blocks
 * differ from it: t = (y − y₀) / (s √(1/m + 1/n)) with B − 1 degrees, where s² is the variance of
 * one row's worth, Σ n_b (y_b − y₀)² / (B − 1) over B blocks of n_b rows, n rows in all. Blocks say
 * how much figures scatter and nothing else; the centre is the figure of all rows.
 *
 * @param center the baseline's figure y₀
 * @param error s √(1/m + 1/n)
 * @param blocks B
 */
record BlockStatistic(double center, double error, int blocks) {

  /**
   * How many rows of a window count: all, but where blocks are stretches of time no more than a
   * block has, since what moves from block to block need not average out within a window.
   *
   * @param rows of the window
   */
  static double worth(ProductBlocks products, long rows) {
    double each = (double) products.total().rows() / products.blocks().size();
    return products.timeOrdered() ? Math.min((double) rows, each) : (double) rows;
  }

  /**
   * @param figures of the blocks
   * @param least the smallest s that is believed
   * @param worth how many rows of the window count, m
   */
  static BlockStatistic of(
      double center, double[] figures, List<ProductCounts> blocks, double least, double worth) {
    double squares = 0;
    double n = 0;
    for (int b = 0; b < figures.length; b++) {
      double distance = figures[b] - center;
      squares += blocks.get(b).rows() * distance * distance;
      n += blocks.get(b).rows();
    }
    double deviation = Math.max(least, Math.sqrt(squares / (figures.length - 1)));
    return new BlockStatistic(center, deviation * Math.sqrt(1 / worth + 1 / n), figures.length);
  }

  /** Two-sided. */
  double pValue(double figure) {
    return new StudentT(blocks - 1).twoSided((figure - center) / error);
  }

  /** How far from the centre a figure is significant. */
  double critical(double level) {
    return new StudentT(blocks - 1).inverseTwoSided(level) * error;
  }
}
