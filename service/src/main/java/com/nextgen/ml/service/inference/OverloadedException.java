package com.nextgen.ml.service.inference;

import java.util.concurrent.RejectedExecutionException;

/** There is no room for more work now. */
public final class OverloadedException extends RejectedExecutionException {
  private static final long serialVersionUID = 1L;

  OverloadedException() {
    super("the service is busy; try again later");
  }

  /** Made often exactly when there is no time, so it has no stack trace. */
  @Override
  @SuppressWarnings("UnsynchronizedOverridesSynchronized") // nothing is written
  public Throwable fillInStackTrace() {
    return this;
  }
}
