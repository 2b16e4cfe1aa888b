package com.nextgen.ml.service.monitor.live;

/** Where monitoring can lose something. */
public enum Stage {
  /** Rows that were answered but not counted. */
  COUNT("count"),
  /** Windows that ended but were not compared. */
  EVALUATE("evaluate"),
  /** Predictions that the log had no room for. */
  PREDICTION_LOG("prediction-log"),
  /** Verdicts that were told but not kept, since too many waited for the store. */
  VERDICT_LOG("verdict-log");

  private final String label;

  Stage(String label) {
    this.label = label;
  }

  /** Returns the value of the label {@code stage}. */
  public String code() {
    return label;
  }
}
