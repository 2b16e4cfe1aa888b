package com.nextgen.ml.service.store;

import org.jspecify.annotations.Nullable;

/** Has something to write from time to time, and is asked for it. */
public interface WriteSource {

  /** What is to be written next; null if there is nothing. Called by the writing thread. */
  @Nullable WriteTask next();
}
