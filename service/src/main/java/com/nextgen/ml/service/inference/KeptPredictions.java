package com.nextgen.ml.service.inference;

import java.util.concurrent.CompletableFuture;

/** Says when predictions are kept, for answers that must not be given before. */
public interface KeptPredictions {
  /** Nobody waits: answers are given at once. */
  KeptPredictions NOT_AWAITED = () -> () -> CompletableFuture.completedFuture(null);

  /** Begins a request, before its rows are announced. */
  Request begin();

  /** One request. */
  interface Request {
    /**
     * Returns a future that is completed once all that was announced since the request began
     * outlives the process; with an error if that is not known of all of it.
     */
    CompletableFuture<Void> kept();
  }
}
