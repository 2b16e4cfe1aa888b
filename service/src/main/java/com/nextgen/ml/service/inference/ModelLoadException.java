package com.nextgen.ml.service.inference;

import org.jspecify.annotations.Nullable;

/** A model file cannot be served; the message is for people and says why. */
public final class ModelLoadException extends Exception {
  private static final long serialVersionUID = 1L;

  public ModelLoadException(String message) {
    super(message);
  }

  public ModelLoadException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
