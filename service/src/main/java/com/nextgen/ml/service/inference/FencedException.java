package com.nextgen.ml.service.inference;

import java.util.concurrent.RejectedExecutionException;

/** A version takes no calls now, since it hangs; the message is for the caller. */
public final class FencedException extends RejectedExecutionException {
  private static final long serialVersionUID = 1L;

  FencedException(String problem) {
    super(problem);
  }

  /** Made at any rate, so it has no stack trace. */
  @Override
  @SuppressWarnings("UnsynchronizedOverridesSynchronized") // nothing is written
  public Throwable fillInStackTrace() {
    return this;
  }
}
