package com.nextgen.ml.monitoring.schema;

import org.jspecify.annotations.Nullable;

/**
 * What {@code model.yaml} says of a model's scores.
 *
 * @param kind null if it says nothing: scores of classes are then taken for probabilities
 * @param threshold from which on a binary prediction is positive, on the scale of the score; null
 *     if it says nothing
 */
public record ScoreMeaning(@Nullable ScoreKind kind, @Nullable Double threshold) {
  /** Nothing is said. */
  public static final ScoreMeaning UNSAID = new ScoreMeaning(null, null);

  /**
   * Checks that it can be of a task.
   *
   * @throws IllegalArgumentException if it cannot; the message names the key
   */
  void check(Task task) {
    if (kind != null && !kind.isFor(task)) {
      throw new IllegalArgumentException("score '" + kind.code() + "' is not for " + task.code());
    }
    if (threshold == null) {
      return;
    }
    if (kind == ScoreKind.NONE) {
      throw new IllegalArgumentException("threshold needs a score, and score is none");
    }
    if (kindFor(task) == ScoreKind.MARGIN || kindFor(task) == ScoreKind.LOGIT) {
      if (!Double.isFinite(threshold)) {
        throw new IllegalArgumentException("threshold must be a finite number");
      }
    } else if (!(threshold >= 0 && threshold <= 1)) {
      throw new IllegalArgumentException("threshold must be between 0 and 1");
    }
  }

  ScoreKind kindFor(Task task) {
    if (kind != null) {
      return kind;
    }
    return task.isClassification() && task.hasTruth() ? ScoreKind.PROBABILITY : ScoreKind.VALUE;
  }

  double thresholdFor(Task task) {
    if (threshold != null) {
      return threshold;
    }
    ScoreKind of = kindFor(task);
    return of == ScoreKind.MARGIN || of == ScoreKind.LOGIT ? 0 : 0.5;
  }
}
