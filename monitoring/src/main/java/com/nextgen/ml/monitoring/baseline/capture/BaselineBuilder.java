package com.nextgen.ml.monitoring.baseline.capture;

import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.Precision;

/**
 * Makes a baseline from any number of rows in bounded memory.
 *
 * <p>The training rows are read twice: {@link EdgePass} learns their distribution and freezes the
 * bins, {@link CountPass} counts them. Rows the model was not fitted on are read twice as well,
 * with what the model says of them: {@link OutputEdgePass} for the bins of the score, {@link
 * OutputCountPass} for everything that involves the model's output.
 */
public final class BaselineBuilder {
  private BaselineBuilder() {}

  /**
   * Begins a baseline.
   *
   * @param precision of the model's numeric input
   * @param seed of the sample of background rows: the same rows and seed give the same baseline
   */
  public static EdgePass of(
      ModelSchema schema, Precision precision, BaselineLimits limits, long seed) {
    return of(schema, precision, limits, seed, new Blocking.Independent());
  }

  /**
   * Begins a baseline that also tells how far its rows depend on each other.
   *
   * @param blocking what tells which rows belong together
   */
  public static EdgePass of(
      ModelSchema schema,
      Precision precision,
      BaselineLimits limits,
      long seed,
      Blocking blocking) {
    return new EdgePass(schema, precision, limits, seed, blocking);
  }
}
