package com.nextgen.ml.monitoring.drift.comparison;

import com.nextgen.ml.monitoring.stats.WeightedChiSquared;

/**
 * How unevenly dependence weighs on a table: design effects over their mean, of the direction in
 * which rows depend on each other most and of each other one. A statistic without drift is about
 * first · χ²(1) + rest · χ²(K − 2).
 *
 * @param first at least 1
 * @param rest at least a hundredth of it
 */
public record CellWeights(double first, double rest) {
  /** All directions alike. */
  static final CellWeights EVEN = new CellWeights(1, 1);

  /** More would take long to sum, and only makes a tail lighter that the first one governs. */
  private static final double MAX_RATIO = 100;

  /**
   * The heaviest tail that is possible with this spread: all that is uneven in one direction, whose
   * weight is then 1 + a √(d − 1). Rows that share a mean are like that. Satterthwaite's
   * chi-squared with d / (1 + a²) degrees has the same mean and variance and too light a tail: for
   * clusters of 20 rows with a correlation of .2 what it calls 4e-5 is ten times that.
   *
   * @param spread a², the squared coefficient of variation of the design effects
   * @param degrees d, of the cells that it was found over
   */
  static CellWeights of(double spread, int degrees) {
    if (spread == 0 || degrees < 1) {
      return EVEN;
    }
    // Estimates may have more spread than d weights of mean 1 can; then one direction holds all.
    double first = spread < degrees - 1 ? 1 + Math.sqrt(spread * (degrees - 1)) : 1 + spread;
    double rest = degrees > 1 ? (degrees - first) / (degrees - 1) : 0;
    return new CellWeights(first, Math.max(first / MAX_RATIO, rest));
  }

  /** Of a statistic over cells of so many degrees: pooling leaves no direction more weight. */
  WeightedChiSquared distribution(int degrees) {
    return new WeightedChiSquared(degrees, first, rest);
  }

  /** Returns the mean of the statistic over so many degrees. */
  public double mean(int degrees) {
    return first + (degrees - 1) * rest;
  }

  /** Half its variance. */
  public double squares(int degrees) {
    return first * first + (degrees - 1) * rest * rest;
  }
}
