package com.nextgen.ml.monitoring.fairness.gap;

/**
 * A figure of one group with its 95 % interval.
 *
 * @param code as reports write it
 * @param size of its denominator
 */
public record GroupFigure(String code, long size, double value, double low, double high) {

  public GroupFigure {
    if (size < 1 || !Double.isFinite(value) || !(low <= value && value <= high)) {
      throw new IllegalArgumentException("a figure needs rows and a value inside its interval");
    }
  }
}
