package com.nextgen.ml.monitoring.baseline.sketch;

/**
 * Sample quantiles by linear interpolation between order statistics: definition 7 of Hyndman and
 * Fan, "Sample Quantiles in Statistical Packages", The American Statistician 50 (1996).
 */
final class Type7 {
  private Type7() {}

  /**
   * @param sorted ascending, finite; only the first {@code size} count
   * @param size at least 1
   * @param p between 0 and 1
   */
  static double quantile(double[] sorted, int size, double p) {
    double at = (size - 1) * p;
    int below = (int) Math.floor(at);
    if (below >= size - 1) {
      return sorted[size - 1];
    }
    double low = sorted[below];
    double high = sorted[below + 1];
    if (low == high) {
      return low;
    }
    double part = at - below;
    double step = high - low;
    if (Double.isInfinite(step)) {
      return low * (1 - part) + high * part;
    }
    // From the nearer end, so that the ends are met exactly.
    return part < 0.5 ? low + step * part : high - step * (1 - part);
  }
}
