package com.nextgen.ml.service.feedback.outcome;

import java.util.List;

/**
 * Is told of outcomes after they are committed, by the thread that reads the log, and never twice
 * of one. Must not throw.
 */
public interface OutcomeObserver {

  /** New outcomes, in the order of their sequences for each model. */
  void joined(List<Outcome> outcomes);

  /**
   * What the store had before the version was loaded: for windows, not for what only counts up. In
   * the order of sequences, and before any that {@link #joined} tells of.
   */
  void restored(List<Outcome> outcomes);
}
