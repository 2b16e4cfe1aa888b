package com.nextgen.ml.monitoring.detector;

/** A detector of errors that are there or not. */
public abstract non-sealed class BinaryDetector extends ChangeDetector {
  BinaryDetector(String name) {
    super(name);
  }

  /**
   * Takes the next value.
   *
   * @param error whether the prediction was wrong
   */
  public final Signal add(boolean error) {
    begin();
    return say(next(error));
  }

  abstract Signal next(boolean error);
}
