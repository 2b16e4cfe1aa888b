package com.nextgen.ml.monitoring.fairness.gap;

import com.nextgen.ml.monitoring.stats.Newcombe;

/** A figure of one group as rows gave it, with what its uncertainty follows from. */
public sealed interface Sample permits Proportion, MeanSample {

  /** Returns its denominator. */
  long size();

  /** Returns the figure; NaN of an empty denominator. */
  double value();

  /** Returns the figure with its 95 % interval, for a denominator that is not empty. */
  Newcombe.Part shown();

  /**
   * Returns limits each of which is wrong with at most the probability {@code tail}.
   *
   * @param designEffect how many rows are worth one that is independent
   */
  Interval limits(double tail, double designEffect);
}
