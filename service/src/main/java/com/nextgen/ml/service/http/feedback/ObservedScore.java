package com.nextgen.ml.service.http.feedback;

import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.ScoreKind;
import com.nextgen.ml.monitoring.schema.Task;
import com.nextgen.ml.service.http.HttpProblem;

/** Whether the score of a prediction that was made elsewhere means what the schema says. */
final class ObservedScore {
  /** A score that is printed with six digits may lie on the other side of the threshold. */
  private static final double ROUNDING = 1e-6;

  private ObservedScore() {}

  /**
   * Checks a row of a classification.
   *
   * @param classIndex of the prediction
   * @throws HttpProblem 400 naming field and row
   */
  static void check(ModelSchema schema, int classIndex, double score, int row) {
    if (!Double.isFinite(score)) {
      throw HttpProblem.invalid("score of row " + row + " must be a finite number");
    }
    if (schema.scoreKind() == ScoreKind.NONE) {
      throw HttpProblem.invalid(
          "score of row " + row + ": the model has no scores (score: none); leave it out");
    }
    if (schema.hasProbabilities() && ScoreKind.isNoProbability(score)) {
      throw HttpProblem.invalid(
          "score of row "
              + row
              + " is "
              + score
              + ": the model's scores are probabilities, from 0 to 1");
    }
    boolean declared = schema.scoring().kind() != null || schema.scoring().threshold() != null;
    double above = score - schema.threshold();
    if (schema.task() == Task.BINARY_CLASSIFICATION
        && declared
        && schema.scoreDecides()
        && Math.abs(above) > ROUNDING
        && (above > 0) != (classIndex == schema.positiveIndex())) {
      throw HttpProblem.invalid(
          "prediction of row %d is '%s', and its score %s is %s the threshold %s"
              .formatted(
                  row,
                  schema.classes().get(classIndex),
                  score,
                  above > 0 ? "over" : "under",
                  schema.threshold()));
    }
    if (schema.task() == Task.MULTICLASS_CLASSIFICATION
        && declared
        && schema.hasProbabilities()
        && score < 1.0 / schema.classes().size() - ROUNDING) {
      throw HttpProblem.invalid(
          "score of row %d is %s: the highest of %d probabilities is no less than 1/%d"
              .formatted(row, score, schema.classes().size(), schema.classes().size()));
    }
  }
}
