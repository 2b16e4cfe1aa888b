package com.nextgen.ml.service.store;

import java.util.List;

/** Has something to write from time to time, and is asked for it. */
public interface WriteSource {

  /** Returns whether all it has is of tasks that {@link WriteTask#yieldsRoom}. */
  default boolean yieldsRoom() {
    return false;
  }

  /**
   * Returns what is to be written now, in order, before the tasks that wait; empty if there is
   * nothing. Called by the writing thread. What failed is asked for again.
   */
  List<? extends WriteTask> next();
}
