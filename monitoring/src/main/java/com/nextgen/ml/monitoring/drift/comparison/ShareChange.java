package com.nextgen.ml.monitoring.drift.comparison;

import java.util.Locale;

/**
 * The share of rows that have a value which the reference rows hardly have, or none at all, on both
 * sides.
 *
 * @param reference between 0 and 1
 * @param current between 0 and 1
 */
public record ShareChange(Cell cell, double reference, double current) {

  /** What such a value is. */
  public enum Cell {
    /** Under the least of the baseline. */
    BELOW,
    /** Over the greatest of the baseline. */
    ABOVE,
    /** Between two of the few numbers that the reference has. */
    GAP,
    /** A category that the baseline never had. */
    UNSEEN,
    /** None, or none that can be used. */
    MISSING;

    /** Returns the name in documents. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public ShareChange {
    if (!(reference >= 0 && reference <= 1 && current >= 0 && current <= 1)) {
      throw new IllegalArgumentException("a share is between 0 and 1");
    }
  }

  /** By how much the share changed. */
  public double size() {
    return Math.abs(current - reference);
  }
}
