package com.nextgen.ml.service.monitor;

/** Where monitoring can lose something. */
public enum Stage {
  /** Rows that were answered but not counted. */
  COUNT("count"),
  /** Windows that ended but were not compared. */
  EVALUATE("evaluate"),
  /** Predictions that the log had no room for. */
  PREDICTION_LOG("prediction-log");

  private final String label;

  Stage(String label) {
    this.label = label;
  }

  /** The value of the label {@code stage}. */
  public String label() {
    return label;
  }
}
