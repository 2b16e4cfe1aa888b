package com.nextgen.ml.monitoring.concept;

import com.nextgen.ml.monitoring.detector.StateException;
import com.nextgen.ml.monitoring.detector.StateReader;
import com.nextgen.ml.monitoring.detector.StateWriter;

/**
 * How far losses of one cluster depend on each other, from the clusters that were seen.
 *
 * <p>With x̄ the mean loss of m rows and D the difference of two clusters that follow each other,
 * D² / (1/m + 1/m′) has the mean σ²(1 − ρ) + 2σ²ρ / (1/m + 1/m′), and the variance within clusters
 * is σ²(1 − ρ): so their ratio tells ρ. Differences of neighbours rather than from the mean of all
 * (von Neumann 1941), so that a mean that drifts is not taken for dependence, which would hide it.
 *
 * <p>Taken is the upper 95 % end of the ratio: its relative variance is half as much again as that
 * of a mean of as many independent squares, by their fourth powers or those of normal values, if
 * these are greater. After {@value #ENOUGH} differences the sums are halved, so that what was long
 * ago is forgotten.
 */
final class IntraclassCorrelation {
  private static final double Z_95 = 1.6448536269514722;

  /** Fewer differences say nothing. */
  private static final long MIN_PAIRS = 20;

  private static final long ENOUGH = 1000;
  private static final double NORMAL_KURTOSIS = 3;
  private static final double GREATEST = 1e15;

  private double pairs;
  private double squares;
  private double fourths;
  private double sizes;
  private double within;
  private double freedom;
  private double lastMean;
  private long lastRows;

  /**
   * Takes the losses of a cluster; one of a single row says nothing.
   *
   * @param sum of the losses
   * @param sumOfSquares of the losses
   */
  void add(long rows, double sum, double sumOfSquares) {
    if (rows < 2) {
      return;
    }
    within += Math.max(0, sumOfSquares - sum * sum / rows);
    freedom += rows - 1;
    double mean = sum / rows;
    if (lastRows > 0) {
      double size = 1 / (1.0 / rows + 1.0 / lastRows);
      double square = (mean - lastMean) * (mean - lastMean) * size;
      pairs++;
      squares += square;
      fourths += square * square;
      sizes += size;
    }
    lastMean = mean;
    lastRows = rows;
    if (pairs >= ENOUGH) {
      pairs /= 2;
      squares /= 2;
      fourths /= 2;
      sizes /= 2;
      within /= 2;
      freedom /= 2;
    }
  }

  /**
   * By how much the variance of a sum of so many losses of a cluster passes that of independent
   * ones, Kish's 1 + (rows − 1)ρ; {@code rows}, the most there is, while nothing is known.
   */
  double designEffect(long rows) {
    if (rows < 2 || pairs < MIN_PAIRS || !(within > 0)) {
      return rows;
    }
    double kurtosis =
        Math.max(NORMAL_KURTOSIS, pairs * fourths / Math.max(1e-300, squares * squares));
    double upper = 1 + Z_95 * Math.sqrt(1.5 * (kurtosis - 1) / pairs);
    double ratio = squares / pairs / (within / freedom) * upper;
    double odds = Math.max(0, (ratio - 1) / (2 * sizes / pairs));
    return 1 + (rows - 1) * odds / (1 + odds);
  }

  void write(StateWriter writer) {
    for (double each : new double[] {pairs, squares, fourths, sizes, within, freedom, lastMean}) {
      writer.number(each);
    }
    writer.whole(lastRows);
  }

  void read(StateReader reader) throws StateException {
    pairs = reader.number(0, ENOUGH);
    squares = reader.number(0, GREATEST);
    fourths = reader.number(0, GREATEST);
    sizes = reader.number(0, GREATEST);
    within = reader.number(0, GREATEST);
    freedom = reader.number(0, GREATEST);
    lastMean = reader.number(0, 1);
    lastRows = reader.count();
  }

  void clear() {
    pairs = 0;
    squares = 0;
    fourths = 0;
    sizes = 0;
    within = 0;
    freedom = 0;
    lastMean = 0;
    lastRows = 0;
  }
}
