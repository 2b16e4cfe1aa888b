package com.nextgen.ml.monitoring.schema;

import com.nextgen.ml.monitoring.text.Messages;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What a model predicts. */
public enum Task {
  BINARY_CLASSIFICATION("binary-classification"),
  MULTICLASS_CLASSIFICATION("multiclass-classification"),
  REGRESSION("regression"),
  /** Rows that are unlike the training rows: two labels and, mostly, a score. */
  ANOMALY_DETECTION("anomaly-detection"),
  /** The cluster a row belongs to, and perhaps its distance from each. */
  CLUSTERING("clustering"),
  /** One score a row, of which only the order matters. */
  RANKING("ranking");

  private final String code;

  Task(String code) {
    this.code = code;
  }

  /** As it is written in {@code model.yaml} and in documents. */
  public String code() {
    return code;
  }

  /** Returns whether predictions are class names: names of labels or clusters too. */
  public boolean isClassification() {
    return this != REGRESSION && this != RANKING;
  }

  /** Returns whether predictions can be right or wrong: else there is no performance. */
  public boolean hasTruth() {
    return this == BINARY_CLASSIFICATION || this == MULTICLASS_CLASSIFICATION || this == REGRESSION;
  }

  /**
   * Reads a spelling.
   *
   * @throws IllegalArgumentException if it names no task; the message lists them
   */
  public static Task parse(String code) {
    for (Task task : values()) {
      if (task.code.equals(code)) {
        return task;
      }
    }
    throw new IllegalArgumentException(
        "task '"
            + Messages.quoted(code)
            + "' is not one of "
            + Arrays.stream(values()).map(Task::code).collect(Collectors.joining(", ")));
  }
}
