package com.nextgen.ml.monitoring.quality;

/** What can be wrong with a feature's values. */
public enum QualityCheck {
  /** Nothing was sent. */
  MISSING("missing"),
  /** NaN or an infinity was sent as a number. */
  INVALID("invalid"),
  /** A category that the baseline never had. */
  UNSEEN("unseen"),
  /** Under the baseline's least value. */
  BELOW("below"),
  /** Over the baseline's greatest value. */
  ABOVE("above"),
  /** All values are one and the same. */
  CONSTANT("constant"),
  /** A value of a wrong type, for which the request was refused. */
  TYPE_ERROR("type-error"),
  /** A row that equals an earlier one of its request; of all features together. */
  DUPLICATE("duplicate");

  private final String code;

  QualityCheck(String code) {
    this.code = code;
  }

  /** As documents and metrics write it. */
  public String code() {
    return code;
  }
}
