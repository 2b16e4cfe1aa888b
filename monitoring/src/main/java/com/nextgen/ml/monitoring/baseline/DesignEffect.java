package com.nextgen.ml.monitoring.baseline;

/**
 * By how much the variance of what was counted of dependent rows passes that of independent ones,
 * as blocks of training rows tell it. Estimates: they may be under 1.
 *
 * @param cells of the published bins' shares: the mean of the generalised design effects (Rao and
 *     Scott 1981)
 * @param spread the squared coefficient of variation of these generalised design effects; 0 where
 *     all are equal
 * @param cumulative of the distribution function at the published edges, weighted by its variance;
 *     as {@code cells} for categories
 * @param mean of the mean of numbers; as {@code cells} for categories
 * @param ranks of the mean of rank scores of location or of spread, whichever is more; as {@code
 *     cells} for categories
 */
public record DesignEffect(
    double cells, double spread, double cumulative, double mean, double ranks) {
  /** That of independent rows. */
  public static final DesignEffect NONE = new DesignEffect(1, 0, 1, 1, 1);

  public DesignEffect {
    if (!isRatio(cells)
        || !isRatio(spread)
        || !isRatio(cumulative)
        || !isRatio(mean)
        || !isRatio(ranks)) {
      throw new IllegalArgumentException("a design effect is a finite number of at least 0");
    }
  }

  private static boolean isRatio(double value) {
    return value >= 0 && Double.isFinite(value);
  }
}
