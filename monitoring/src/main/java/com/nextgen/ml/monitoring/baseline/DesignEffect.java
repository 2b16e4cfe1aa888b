package com.nextgen.ml.monitoring.baseline;

/**
 * By how much the variance of what is counted of dependent rows passes that of independent ones.
 * Tests take n over the component that belongs to them. Estimates from blocks of training rows may
 * be under 1; a test takes at least 1.
 *
 * @param cells of the published bins' shares, for tables: the mean of the generalised design
 *     effects (Rao and Scott 1981)
 * @param spread the squared coefficient of variation of these generalised design effects, by which
 *     tables lose degrees of freedom; 0 where all are equal
 * @param cumulative of the distribution function at the published edges, weighted by its variance,
 *     for Kolmogorov-Smirnov; as {@code cells} for categories
 * @param mean of the mean of numbers, for tests of means and, where it is more, Wasserstein; as
 *     {@code cells} for categories
 * @param ranks of the mean of rank scores of location or of spread, whichever is more, for tests of
 *     ranks, Cramér-von Mises, Wasserstein and values in the tails; as {@code cells} for categories
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

  /** Returns whether dependent rows are nowhere worth more than independent ones. */
  public boolean isAtLeastOne() {
    return cells >= 1 && cumulative >= 1 && mean >= 1 && ranks >= 1;
  }
}
