package com.nextgen.ml.service.feedback;

/** Nothing can be read or written now; the caller may try again. The message is for the caller. */
public final class StoreUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StoreUnavailableException(String message) {
    super(message);
  }

  StoreUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
