package com.nextgen.ml.monitoring.performance;

/**
 * How labels of a window followed from scores, against validation: log odds are {@code intercept}
 * higher at validation's mean log odds, and rise {@code slope} times as fast (Cox 1958, Biometrika
 * 45). Unchanged are 0 and 1.
 *
 * @param interceptVariance of chance, in the window's labels and in validation's
 * @param covariance of the same of both
 * @param slopeVariance likewise
 */
public record Calibration(
    double intercept,
    double slope,
    double interceptVariance,
    double covariance,
    double slopeVariance) {

  public Calibration {
    for (double each : new double[] {intercept, slope, covariance}) {
      if (!Double.isFinite(each)) {
        throw new IllegalArgumentException("a calibration must be finite");
      }
    }
    if (!(interceptVariance >= 0 && interceptVariance < 1e6)
        || !(slopeVariance >= 0 && slopeVariance < 1e6)) {
      throw new IllegalArgumentException("variances of a calibration must not be negative");
    }
  }
}
