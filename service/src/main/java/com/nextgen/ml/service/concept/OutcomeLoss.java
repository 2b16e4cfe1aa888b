package com.nextgen.ml.service.concept;

import com.nextgen.ml.monitoring.concept.Loss;
import com.nextgen.ml.monitoring.concept.LossBounds;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.Task;
import com.nextgen.ml.service.feedback.outcome.Outcome;
import java.util.Optional;

/**
 * What an outcome says of how wrong the model is.
 *
 * @param schema of the version that predicted
 * @param bounds of its losses on held-out rows
 */
record OutcomeLoss(ModelSchema schema, LossBounds bounds) {

  /** Empty where there is no prediction, or the label names a class that the version lacks. */
  Optional<Loss> of(Outcome outcome) {
    if (!schema.task().isClassification()) {
      double error = outcome.score() - outcome.actual();
      return Double.isFinite(error) && bounds.limit().isPresent()
          ? Optional.of(
              Loss.ofValue(outcome.score(), outcome.actual(), bounds.limit().getAsDouble()))
          : Optional.empty();
    }
    if (!outcome.classes().equals(schema.classes())
        || outcome.actualClass() < 0
        || outcome.predictedClass() < 0) {
      return Optional.empty();
    }
    return Optional.of(
        Loss.ofClass(
            outcome.actualClass() == outcome.predictedClass(),
            isScoredClass(schema, outcome),
            schema.hasProbabilities() ? outcome.score() : Double.NaN));
  }

  /** Whether the truth is the class that the score is of: the positive or the predicted one. */
  static boolean isScoredClass(ModelSchema schema, Outcome outcome) {
    return outcome.actualClass()
        == (schema.task() == Task.BINARY_CLASSIFICATION
            ? schema.positiveIndex()
            : outcome.predictedClass());
  }
}
