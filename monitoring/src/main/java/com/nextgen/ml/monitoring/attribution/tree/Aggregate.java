package com.nextgen.ml.monitoring.attribution.tree;

/** How the values of an ensemble's trees become one. */
public enum Aggregate {
  SUM,
  AVERAGE,
  MIN,
  MAX;

  /**
   * Returns whether the value of the ensemble is a sum over its trees. Where it is not, the values
   * of the trees say nothing of those of the ensemble.
   */
  public boolean isAdditive() {
    return this == SUM || this == AVERAGE;
  }
}
