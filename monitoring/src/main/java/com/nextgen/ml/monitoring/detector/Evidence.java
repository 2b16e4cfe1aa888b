package com.nextgen.ml.monitoring.detector;

/**
 * What a detector compares: it signals drift when the value passes the threshold. Both may move
 * with the stream.
 *
 * @param value finite; the larger, the more speaks for a change
 * @param threshold finite, in the unit of the value
 */
public record Evidence(double value, double threshold) {
  public Evidence {
    if (!Double.isFinite(value) || !Double.isFinite(threshold)) {
      throw new IllegalArgumentException("evidence and its threshold must be finite");
    }
  }
}
