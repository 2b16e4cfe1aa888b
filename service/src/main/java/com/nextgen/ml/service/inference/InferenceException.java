package com.nextgen.ml.service.inference;

/** The model could not answer; the message is for the caller and names no class of the program. */
public final class InferenceException extends Exception {
  private static final long serialVersionUID = 1L;

  public InferenceException(String message) {
    super(message);
  }

  public InferenceException(String message, Throwable cause) {
    super(message, cause);
  }
}
