package com.nextgen.ml.monitoring.drift.comparison;

/**
 * How many of a side's dependent rows are worth one independent row: the design effects by which
 * the variances of its shares, of its distribution function and of its mean pass those of
 * independent rows. Tests take n over the one that belongs to them.
 *
 * @param cells of the published bins' shares, for tables; at least 1
 * @param spread the squared coefficient of variation of the cells' design effects, by which tables
 *     lose degrees of freedom; at least 0
 * @param cumulative of the distribution function, for Kolmogorov-Smirnov and Cramér-von Mises; at
 *     least 1
 * @param mean of the mean, for Welch and, where it is more, Wasserstein; at least 1
 * @param ranks of the mean of rank scores, for rank tests, for Wasserstein and for what lies
 *     outside the range; at least 1
 */
public record SampleWorth(
    double cells, double spread, double cumulative, double mean, double ranks) {
  /** Independent rows. */
  public static final SampleWorth INDEPENDENT = new SampleWorth(1, 0, 1, 1, 1);

  public SampleWorth {
    if (!(spread >= 0) || Double.isInfinite(spread)) {
      throw new IllegalArgumentException("a spread is finite and at least 0");
    }
    if (!isDesignEffect(cells)
        || !isDesignEffect(cumulative)
        || !isDesignEffect(mean)
        || !isDesignEffect(ranks)) {
      throw new IllegalArgumentException("a design effect is finite and at least 1");
    }
  }

  private static boolean isDesignEffect(double value) {
    return value >= 1 && Double.isFinite(value);
  }
}
