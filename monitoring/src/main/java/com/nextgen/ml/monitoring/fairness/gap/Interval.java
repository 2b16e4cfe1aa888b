package com.nextgen.ml.monitoring.fairness.gap;

/** From {@code low} to {@code high}; either may be infinite. */
public record Interval(double low, double high) {

  public Interval {
    if (!(low <= high)) {
      throw new IllegalArgumentException("an interval must not end before it begins");
    }
  }

  /** The smallest size of a number in it. */
  double smallestSize() {
    return low > 0 ? low : high < 0 ? -high : 0;
  }

  /** The largest size of a number in it. */
  double largestSize() {
    return Math.max(Math.abs(low), Math.abs(high));
  }
}
