package com.nextgen.ml.monitoring.schema;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What a model predicts. */
public enum Task {
  BINARY_CLASSIFICATION("binary-classification"),
  MULTICLASS_CLASSIFICATION("multiclass-classification"),
  REGRESSION("regression");

  private final String spelling;

  Task(String spelling) {
    this.spelling = spelling;
  }

  /** As it is written in {@code model.yaml} and in documents. */
  public String spelling() {
    return spelling;
  }

  /** Whether predictions are class names. */
  public boolean isClassification() {
    return this != REGRESSION;
  }

  /**
   * Reads a spelling.
   *
   * @throws IllegalArgumentException if it names no task; the message lists them
   */
  public static Task parse(String spelling) {
    for (Task task : values()) {
      if (task.spelling.equals(spelling)) {
        return task;
      }
    }
    throw new IllegalArgumentException(
        "task '"
            + Names.shortened(spelling)
            + "' is not one of "
            + Arrays.stream(values()).map(Task::spelling).collect(Collectors.joining(", ")));
  }
}
