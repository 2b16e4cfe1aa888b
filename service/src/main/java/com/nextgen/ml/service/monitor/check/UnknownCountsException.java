package com.nextgen.ml.service.monitor.check;

/** What others counted cannot be read now; the message says why, to the caller. */
public final class UnknownCountsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnknownCountsException(String problem) {
    super(problem);
  }
}
