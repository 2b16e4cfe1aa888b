package com.nextgen.ml.service.feedback.log;

import com.nextgen.ml.service.inference.ObservedRows;
import java.util.concurrent.CompletableFuture;

/** Keeps rows that were answered elsewhere. */
@FunctionalInterface
public interface ObservationSink {

  /**
   * Keeps them. Does not wait.
   *
   * @return what became of them, completed once they are committed and counted
   */
  CompletableFuture<ObservedRows> keep(LoggedRows rows);
}
