package com.nextgen.ml.service.feedback.outcome;

import com.nextgen.ml.service.store.sql.StoreException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Nothing can be read or written now; the caller may try again. The message is for the caller. */
public final class StoreUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StoreUnavailableException(String message) {
    super(message);
  }

  StoreUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Returns what the caller is told of {@code error}: whether trying again may help. */
  public static StoreUnavailableException of(Throwable error) {
    Throwable cause =
        error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
    boolean refused = cause instanceof StoreException store && store.isRefused();
    return new StoreUnavailableException(
        refused
            ? "the store does not take these values"
            : "nothing can be stored now: "
                + (cause instanceof StoreException known ? known.problem() : "the store failed")
                + "; try again",
        cause);
  }

  /** Returns what was written, failing with this exception where {@code written} fails. */
  public static <T> CompletableFuture<T> translate(CompletableFuture<T> written) {
    return written.handle(
        (found, error) -> {
          if (error != null) {
            throw of(error);
          }
          return found;
        });
  }
}
