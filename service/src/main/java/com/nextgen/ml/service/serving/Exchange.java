package com.nextgen.ml.service.serving;

import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.service.inference.InferenceException;

/**
 * One request as its protocol sees it: how it is read, and how its outcome is said.
 *
 * @param <T> what it is answered with
 * @param <R> what says any outcome
 */
public interface Exchange<T, R> {

  /** Returns the length of what is to be read, in bytes. */
  int bytes();

  /**
   * Reads the rows. Throws an exception that is a {@link UnreadableRequest} if they do not fit the
   * version.
   */
  Job<T> read(InferenceCall call);

  /** Says how it ended. Called once, or twice if the time is over while it is answered. */
  R say(Outcome<T> outcome);

  /**
   * A request whose rows have been read.
   *
   * @param <T> what it is answered with
   */
  interface Job<T> {
    /** Returns its rows. */
    RowBlock rows();

    /**
     * Answers it.
     *
     * @param model predicts its rows
     */
    T run(Model model) throws InferenceException;
  }

  /** Predicts rows in the one or the other place. */
  interface Model {
    PredictionBlock predict(RowBlock rows) throws InferenceException;
  }
}
