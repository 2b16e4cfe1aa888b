package com.nextgen.ml.service.inference;

/** Whose fault a failed inference request is. */
public enum ErrorReason {
  /** The caller sent something that cannot be answered. */
  INVALID("invalid"),
  /** The caller sent more than the limit. */
  TOO_LARGE("too-large"),
  /** The model failed on rows that fit its schema. */
  MODEL("model"),
  /** There was no room in the queue. */
  OVERLOAD("overload"),
  /** It took longer than is allowed. */
  TIMEOUT("timeout");

  private final String label;

  ErrorReason(String label) {
    this.label = label;
  }

  /** Returns the value of the label {@code reason}. */
  public String code() {
    return label;
  }
}
