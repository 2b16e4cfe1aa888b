package com.nextgen.ml.service.training;

import com.nextgen.ml.monitoring.schema.ScoreKind;
import com.nextgen.ml.monitoring.schema.Task;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a file that hold what a model said of its rows.
 *
 * @param prediction holds classes, or values; null if scores alone are given
 * @param scores holds scores: none, one, or one a class in the order of the classes
 */
public record PredictionColumns(@Nullable String prediction, List<String> scores) {
  /** Nothing is known of what the model said. */
  public static final PredictionColumns NONE = new PredictionColumns(null, List.of());

  public PredictionColumns {
    scores = List.copyOf(scores);
    if (new HashSet<>(scores).size() != scores.size()
        || (prediction != null && scores.contains(prediction))) {
      throw new IllegalArgumentException(
          "--prediction-column and --score-column name a column twice");
    }
  }

  /** Returns whether no column is named. */
  public boolean isNone() {
    return prediction == null && scores.isEmpty();
  }

  /** Returns the names of all of them. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    if (prediction != null) {
      names.add(prediction);
    }
    names.addAll(scores);
    return names;
  }

  /**
   * Returns those that a task and its scores leave room for; what was found by its name need not be
   * what it seems.
   */
  public PredictionColumns fitting(Task task, @Nullable ScoreKind score) {
    boolean values = !task.isClassification();
    if (!values && score != ScoreKind.NONE) {
      return this;
    }
    return prediction == null ? NONE : new PredictionColumns(prediction, List.of());
  }
}
