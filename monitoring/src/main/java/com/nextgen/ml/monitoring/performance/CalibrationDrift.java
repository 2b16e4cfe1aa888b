package com.nextgen.ml.monitoring.performance;

import java.util.List;

/**
 * How far calibration lay from validation's in past windows, beyond chance: the mean squares and
 * products of intercept and of slope less 1, less their variances of chance. About 0 and not about
 * their means, so that what lies off for good is in it too.
 *
 * @param windows that it is from
 */
public record CalibrationDrift(
    int windows, double interceptSquare, double product, double slopeSquare) {
  /** Nothing is known. */
  public static final CalibrationDrift NONE = new CalibrationDrift(0, 0, 0, 0);

  /** Fewer windows say too little. */
  public static final int MIN_WINDOWS = 5;

  /** Those of longer ago say less of now, and what walks away was nearer to validation then. */
  public static final int MAX_WINDOWS = 12;

  /** A window whose slope is less certain says nothing. */
  private static final double MAX_VARIANCE = 1;

  /** Of past windows; nothing is known of fewer than {@value #MIN_WINDOWS} that tell something. */
  public static CalibrationDrift of(List<Calibration> past) {
    int windows = 0;
    double a = 0;
    double ab = 0;
    double b = 0;
    for (Calibration one : past) {
      if (one.interceptVariance() < MAX_VARIANCE && one.slopeVariance() < MAX_VARIANCE) {
        double steeper = one.slope() - 1;
        a += one.intercept() * one.intercept() - one.interceptVariance();
        ab += one.intercept() * steeper - one.covariance();
        b += steeper * steeper - one.slopeVariance();
        windows++;
      }
    }
    return windows < MIN_WINDOWS ? NONE : nearest(windows, a / windows, ab / windows, b / windows);
  }

  /** The nearest to it that is a covariance: without its negative eigenvalues. */
  private static CalibrationDrift nearest(int windows, double a, double ab, double b) {
    double middle = (a + b) / 2;
    double spread = Math.hypot((a - b) / 2, ab);
    double high = middle + spread;
    if (middle - spread >= 0) {
      return new CalibrationDrift(windows, a, ab, b);
    }
    if (!(high > 0)) {
      return new CalibrationDrift(windows, 0, 0, 0);
    }
    double along = spread == 0 ? 0.5 : (1 + (a - b) / 2 / spread) / 2;
    double across = spread == 0 ? 0 : ab / spread / 2;
    return new CalibrationDrift(windows, high * along, high * across, high * (1 - along));
  }

  /** Returns whether anything is known. */
  public boolean isKnown() {
    return windows > 0;
  }

  /** The variance of a figure that has these derivatives by intercept and slope. */
  double variance(double byIntercept, double bySlope) {
    return Math.max(
        0,
        byIntercept * byIntercept * interceptSquare
            + 2 * byIntercept * bySlope * product
            + bySlope * bySlope * slopeSquare);
  }
}
