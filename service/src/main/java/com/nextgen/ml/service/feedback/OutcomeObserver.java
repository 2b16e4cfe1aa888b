package com.nextgen.ml.service.feedback;

import java.util.List;

/**
 * Is told of outcomes after they are committed, by one thread, and never twice of one. It must be
 * quick, since that thread writes the store, and not throw.
 */
public interface OutcomeObserver {

  /** New outcomes, in the order of their sequences for each model. */
  void joined(List<Outcome> outcomes);

  /**
   * A label was replaced by a correct one. Told of where it was corrected alone: the store has what
   * is known now, for what must be the same for all replicas.
   *
   * @param before as it was told of
   * @param now the same but for the label; its sequence is that of {@code before}
   */
  void corrected(Outcome before, Outcome now);

  /**
   * What the store had before the service started, or before the version was loaded: for windows,
   * not for what only counts up. In the order of sequences; outcomes that joined meanwhile may be
   * told of before, and are not among these.
   */
  void restored(List<Outcome> outcomes);
}
