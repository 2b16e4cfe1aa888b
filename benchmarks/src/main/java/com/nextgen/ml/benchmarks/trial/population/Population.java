package com.nextgen.ml.benchmarks.trial.population;

import java.util.random.RandomGenerator;

/** A distribution that rows are drawn from independently, known exactly. */
public sealed interface Population permits Numbers, Categories {
  /** Returns the share of rows whose value is missing, from 0 to less than 1. */
  double missing();

  /**
   * Returns a value that is not missing.
   *
   * @return a number, or a category's index
   */
  double draw(RandomGenerator random);

  /** Returns the same with another share of missing values. */
  Population withMissing(double share);
}
