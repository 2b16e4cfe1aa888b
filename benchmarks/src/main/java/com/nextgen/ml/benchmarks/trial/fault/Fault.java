package com.nextgen.ml.benchmarks.trial.fault;

import com.nextgen.ml.benchmarks.trial.population.Rows;
import java.util.SplittableRandom;

/**
 * Something that happens to the rows of a column.
 *
 * @param title in tables
 * @param meaning whether someone must hear of it
 * @param numeric whether it happens to numbers, else to categories
 * @param change what it makes of a window
 */
record Fault(String title, Meaning meaning, boolean numeric, Change change) {

  /** Whether someone must hear of it. */
  enum Meaning {
    /** Nothing has changed: an alarm is false. */
    NO_CHANGE,
    /** Something has changed that does not matter: an alarm is a nuisance. */
    NONE,
    /** A model is fed something else than it was trained on: no alarm is a miss. */
    GROSS
  }

  /** What becomes of a window. */
  @FunctionalInterface
  interface Change {
    /**
     * Returns the rows after the change.
     *
     * @param neighbour as many rows of another column
     */
    double[] apply(double[] window, Traits traits, double[] neighbour, SplittableRandom random);
  }

  Rows apply(Rows window, Traits traits, double[] neighbour, SplittableRandom random) {
    return new Rows(change.apply(window.values().clone(), traits, neighbour, random));
  }
}
