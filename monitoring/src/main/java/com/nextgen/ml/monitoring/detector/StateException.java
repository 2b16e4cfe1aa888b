package com.nextgen.ml.monitoring.detector;

/** Bytes are not the detector's state they are taken for; the message says in what way. */
public final class StateException extends Exception {
  private static final long serialVersionUID = 1L;

  public StateException(String message) {
    super(message);
  }
}
