package com.nextgen.ml.service.inference;

import com.nextgen.ml.service.fault.ErrorReason;

/** The model could not answer; the message is for the caller and names no class of the program. */
public final class InferenceException extends Exception {
  private static final long serialVersionUID = 1L;
  private static final int NO_ROW = -1;

  private final ErrorReason reason;
  private final int row;
  private final String what;

  /** The model failed on rows that fit its schema. */
  public InferenceException(String message) {
    this(ErrorReason.MODEL, message);
  }

  /** The model failed on rows that fit its schema, because of {@code cause}. */
  public InferenceException(String message, Throwable cause) {
    super(message, cause);
    this.reason = ErrorReason.MODEL;
    this.row = NO_ROW;
    this.what = message;
  }

  /**
   * @param reason whose fault it is: {@link ErrorReason#INVALID} where a value cannot be given to
   *     the model's tensor, such as a missing one to a tensor of integers; {@link
   *     ErrorReason#TIMEOUT} where it did not answer in time
   */
  public InferenceException(ErrorReason reason, String message) {
    super(message);
    this.reason = reason;
    this.row = NO_ROW;
    this.what = message;
  }

  private InferenceException(ErrorReason reason, int row, String what) {
    super("row " + row + ": " + what);
    this.reason = reason;
    this.row = row;
    this.what = what;
  }

  /** Returns the model did not answer before its deadline. */
  public static InferenceException timeout() {
    return new InferenceException(ErrorReason.TIMEOUT, "the model took too long");
  }

  /** Returns a value of one row, counted from 0, cannot be given to the model. */
  public static InferenceException invalid(int row, String what) {
    return new InferenceException(ErrorReason.INVALID, row, what);
  }

  /** Returns the model's answer for one row, counted from 0, makes no sense. */
  public static InferenceException model(int row, String what) {
    return new InferenceException(ErrorReason.MODEL, row, what);
  }

  /** The same error where the rows are only some of all, of which {@code before} come first. */
  InferenceException after(int before) {
    return row == NO_ROW ? this : new InferenceException(reason, row + before, what);
  }

  /** Whose fault it is. */
  public ErrorReason reason() {
    return reason;
  }
}
