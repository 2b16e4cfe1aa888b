package com.nextgen.ml.service.feedback.outcome;

/** What became of a label. */
public enum LabelStatus {
  /** It stands beside its prediction. */
  MATCHED("matched"),
  /** It waits for its prediction. */
  PENDING("pending"),
  /** The same was said before. */
  DUPLICATE("duplicate"),
  /** Something else was said before, and that stands. */
  CONFLICTING("conflicting"),
  /** Its prediction is older than what is kept. */
  EXPIRED("expired");

  private final String label;

  LabelStatus(String label) {
    this.label = label;
  }

  /** As it is written in answers and metrics. */
  public String code() {
    return label;
  }
}
