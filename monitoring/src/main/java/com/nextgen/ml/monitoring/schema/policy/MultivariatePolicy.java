package com.nextgen.ml.monitoring.schema.policy;

/**
 * How features are watched together where they are too many for all their products.
 *
 * @param rows how many rows a window are sampled, 0 to 100,000; 0 for none
 */
public record MultivariatePolicy(int rows) {
  /** No sample. */
  public static final MultivariatePolicy DEFAULT = new MultivariatePolicy(0);

  /** The largest sample. */
  public static final int MAX_ROWS = 100_000;

  public MultivariatePolicy {
    if (rows < 0 || rows > MAX_ROWS) {
      throw new IllegalArgumentException("monitoring.multivariate.rows must be 0 to " + MAX_ROWS);
    }
  }
}
