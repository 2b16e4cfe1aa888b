package com.nextgen.ml.service.training;

import com.nextgen.ml.service.csv.CsvException;
import com.nextgen.ml.service.suggest.UnknownName;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the columns of predictions by the names that scorers and libraries give them. */
public final class PredictionFinder {
  private static final Set<String> PREDICTIONS =
      Set.of(
          "prediction",
          "predicted",
          "predictions",
          "pred",
          "y_pred",
          "y_hat",
          "yhat",
          "predicted_label",
          "prediction_label",
          "predicted_class",
          "prediction_class",
          "predicted_value");

  private static final Set<String> SCORES =
      Set.of(
          "score",
          "proba",
          "probability",
          "y_score",
          "y_proba",
          "y_pred_proba",
          "pred_proba",
          "predict_proba",
          "predicted_proba",
          "predicted_probability",
          "prediction_probability",
          "prediction_score");

  private PredictionFinder() {}

  /**
   * Finds them.
   *
   * @param header the file's columns
   * @param taken columns that are something else: features, the target, groups
   * @throws CsvException if several columns may be it; the message says which options tell
   */
  public static PredictionColumns find(List<String> header, Set<String> taken) throws CsvException {
    String score = only(header, taken, SCORES, "scores", "--score-column");
    return new PredictionColumns(
        only(header, taken, PREDICTIONS, "predictions", "--prediction-column"),
        score == null ? List.of() : List.of(score));
  }

  private static @Nullable String only(
      List<String> header, Set<String> taken, Set<String> names, String what, String option)
      throws CsvException {
    List<String> found =
        header.stream()
            .filter(name -> !taken.contains(name))
            .filter(name -> names.contains(name.toLowerCase(Locale.ROOT)))
            .toList();
    if (found.size() > 1) {
      throw new CsvException(
          "the columns %s may each hold the %s; say which with %s"
              .formatted(UnknownName.listed(found), what, option));
    }
    return found.isEmpty() ? null : found.get(0);
  }
}
