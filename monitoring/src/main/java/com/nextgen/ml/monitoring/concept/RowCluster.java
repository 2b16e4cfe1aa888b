package com.nextgen.ml.monitoring.concept;

/**
 * What holds rows together that may depend on each other: a request of several rows, or a value of
 * the column that was declared.
 *
 * @param key tells clusters apart
 * @param rows how many there are in all; 0 if that is not known
 */
public record RowCluster(long key, int rows) {
  /** Of a row that stands alone. */
  public static final RowCluster NONE = new RowCluster(0, 1);

  public RowCluster {
    if (rows < 0) {
      throw new IllegalArgumentException("a cluster's rows must not be negative");
    }
  }

  boolean isAlone() {
    return rows == 1;
  }
}
