package com.nextgen.ml.monitoring.schema;

import com.nextgen.ml.monitoring.text.Messages;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What the score of a prediction is. */
public enum ScoreKind {
  /** The probability of a class, in [0, 1]. */
  PROBABILITY("probability"),
  /** A distance from the border between classes, positive on the side of the positive class. */
  MARGIN("margin"),
  /** What a probability is the logistic function, or the softmax, of. */
  LOGIT("logit"),
  /** A number that is no class's: a predicted value, a distance, a rank. */
  VALUE("value"),
  /** There is none. */
  NONE("none");

  /** Sums of floats leave [0, 1] by so much and are probabilities all the same. */
  private static final double ROUNDING = 1e-4;

  private final String code;

  ScoreKind(String code) {
    this.code = code;
  }

  /** As it is written in {@code model.yaml} and in documents. */
  public String code() {
    return code;
  }

  /** Returns whether it is for predictions of a task; none is for all. */
  public boolean isFor(Task task) {
    boolean ofClasses = this == PROBABILITY || this == MARGIN || this == LOGIT;
    return this == NONE || (task.hasTruth() && task.isClassification()) == ofClasses;
  }

  /** Returns whether a score is not NaN and is outside [0, 1] by more than sums of floats are. */
  public static boolean isNoProbability(double score) {
    return score < -ROUNDING || score > 1 + ROUNDING;
  }

  /** Returns a probability without what rounding added; other scores as they are. */
  public static double withoutRounding(double score) {
    return isNoProbability(score) || Double.isNaN(score) ? score : Math.min(1, Math.max(0, score));
  }

  /**
   * Reads a spelling.
   *
   * @throws IllegalArgumentException if it names none; the message lists them
   */
  public static ScoreKind parse(String code) {
    for (ScoreKind kind : values()) {
      if (kind.code.equals(code)) {
        return kind;
      }
    }
    throw new IllegalArgumentException(
        "score '"
            + Messages.quoted(code)
            + "' is not one of "
            + Arrays.stream(values()).map(ScoreKind::code).collect(Collectors.joining(", ")));
  }
}
