package com.nextgen.ml.service.inference;

/** The model could not answer; the message is for the caller and names no class of the program. */
public final class InferenceException extends Exception {
  private static final long serialVersionUID = 1L;

  private final ErrorReason reason;

  /** The model failed on rows that fit its schema. */
  public InferenceException(String message) {
    this(ErrorReason.MODEL, message);
  }

  /** The model failed on rows that fit its schema, because of {@code cause}. */
  public InferenceException(String message, Throwable cause) {
    super(message, cause);
    this.reason = ErrorReason.MODEL;
  }

  /**
   * @param reason whose fault it is: {@link ErrorReason#INVALID} where a value cannot be given to
   *     the model's tensor, such as a missing one to a tensor of integers
   */
  public InferenceException(ErrorReason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** Whose fault it is. */
  public ErrorReason reason() {
    return reason;
  }
}
