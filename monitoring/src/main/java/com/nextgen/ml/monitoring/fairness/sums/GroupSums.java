package com.nextgen.ml.monitoring.fairness.sums;

/**
 * What was summed of one group's rows. Immutable; adds over windows, replicas and tables, and
 * subtracts over time. Counts do so exactly, sums up to rounding.
 */
public sealed interface GroupSums permits ClassSums, ValueSums {

  /** Returns the rows that have a prediction. */
  long rows();

  /** Returns those of them whose truth is known. */
  long labelled();

  /**
   * Returns this and {@code other}.
   *
   * @throws IllegalArgumentException if they are not of one kind
   */
  GroupSums plus(GroupSums other);

  /**
   * Returns this without {@code earlier}, which is a part of this.
   *
   * @throws IllegalArgumentException if they are not of one kind or a count would be negative
   */
  GroupSums minus(GroupSums earlier);

  /** Returns the same of no row. */
  GroupSums none();
}
