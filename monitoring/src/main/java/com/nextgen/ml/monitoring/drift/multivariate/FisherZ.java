package com.nextgen.ml.monitoring.drift.multivariate;

import com.nextgen.ml.monitoring.counts.ProductCounts;

/**
 * The correlation of two columns on the scale on which its error hardly depends on it: atanh r − r
 * / (2 (n − 1)) (Fisher 1921; the correction for bias after Hotelling 1953).
 */
final class FisherZ {
  /** Closer to ±1 correlations are not told apart. */
  static final double MOST = 0.9999;

  private static final double NEGLIGIBLE = 1e-9;

  private FisherZ() {}

  /** The correlation; NaN if a column does not vary. */
  static double correlation(ProductCounts rows, int i, int j) {
    double n = rows.rows();
    double meanI = rows.sum(i) / n;
    double meanJ = rows.sum(j) / n;
    double varianceI = rows.product(i, i) / n - meanI * meanI;
    double varianceJ = rows.product(j, j) / n - meanJ * meanJ;
    if (!(varianceI > NEGLIGIBLE && varianceJ > NEGLIGIBLE)) {
      return Double.NaN;
    }
    double covariance = rows.product(i, j) / n - meanI * meanJ;
    return Math.max(-1, Math.min(1, covariance / Math.sqrt(varianceI * varianceJ)));
  }

  /** The correlation on Fisher's scale; NaN if a column does not vary. */
  static double of(ProductCounts rows, int i, int j) {
    double r = Math.max(-MOST, Math.min(MOST, correlation(rows, i, j)));
    double atanh = 0.5 * Math.log((1 + r) / (1 - r));
    return atanh - r / (2 * (rows.rows() - 1.0));
  }
}
