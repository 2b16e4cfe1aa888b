package com.nextgen.ml.monitoring.baseline.capture;

import java.util.function.IntConsumer;

/**
 * Does the same for every column. One that uses several threads gives each column to one of them
 * and returns when all are done, so that what is summed over rows is in the order of the rows.
 */
@FunctionalInterface
public interface ColumnLoop {
  /** On the caller's thread. */
  ColumnLoop ONE_BY_ONE =
      (columns, work) -> {
        for (int i = 0; i < columns; i++) {
          work.accept(i);
        }
      };

  /** Does {@code work} for each number from 0 to {@code columns}, which is left out. */
  void each(int columns, IntConsumer work);
}
