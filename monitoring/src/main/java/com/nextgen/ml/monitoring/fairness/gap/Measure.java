package com.nextgen.ml.monitoring.fairness.gap;

import com.nextgen.ml.monitoring.fairness.sums.GroupSums;

/** A figure of one group. */
public sealed interface Measure permits Rate, Mean {

  /** As reports write it. */
  String code();

  /** The rows that it is of, as reports name them. */
  String denominator();

  /**
   * Returns the figure of a group.
   *
   * @throws IllegalArgumentException if sums of this kind do not have it
   */
  Sample of(GroupSums sums);
}
