package com.nextgen.ml.monitoring.drift;

import com.nextgen.ml.monitoring.stats.ChiSquared;
import java.util.OptionalDouble;

/**
 * Two rows of counts over the same cells.
 *
 * <p>Many distances of two samples from one distribution over K cells are, times a factor and over
 * (1/n + 1/m), asymptotically chi-squared with K − 1 degrees; {@link #pValue} and {@link #critical}
 * are that.
 */
final class Table {
  private final long[] reference;
  private final long[] current;
  private final long referenceRows;
  private final long currentRows;
  private final int degrees;

  Table(long[] reference, long[] current) {
    this.reference = reference;
    this.current = current;
    long referenceSum = 0;
    long currentSum = 0;
    int filled = 0;
    for (int i = 0; i < reference.length; i++) {
      referenceSum += reference[i];
      currentSum += current[i];
      filled += reference[i] + current[i] > 0 ? 1 : 0;
    }
    this.referenceRows = referenceSum;
    this.currentRows = currentSum;
    this.degrees = Math.max(0, filled - 1);
  }

  int size() {
    return reference.length;
  }

  long reference(int cell) {
    return reference[cell];
  }

  long current(int cell) {
    return current[cell];
  }

  long referenceRows() {
    return referenceRows;
  }

  long currentRows() {
    return currentRows;
  }

  /** Whether a side has no rows. */
  boolean isOneSided() {
    return referenceRows == 0 || currentRows == 0;
  }

  /** Share of the reference rows in {@code cell}. */
  double p(int cell) {
    return (double) reference[cell] / referenceRows;
  }

  /** Share of the current rows in {@code cell}. */
  double q(int cell) {
    return (double) current[cell] / currentRows;
  }

  /** Cells that hold rows of either side, less one. */
  int degrees() {
    return degrees;
  }

  /** 1/n + 1/m. */
  double noise() {
    return 1.0 / referenceRows + 1.0 / currentRows;
  }

  /** The p-value of a statistic that is chi-squared with {@link #degrees}; 1 if these are 0. */
  double pValue(double chiSquared) {
    return degrees == 0 ? 1 : new ChiSquared(degrees).survival(chiSquared);
  }

  /** The critical value of such a statistic; none without degrees. */
  OptionalDouble critical(CriticalValues values) {
    return degrees == 0 ? OptionalDouble.empty() : OptionalDouble.of(values.chiSquared(degrees));
  }
}
