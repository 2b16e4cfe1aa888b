package com.nextgen.ml.service.training;

import com.nextgen.ml.monitoring.schema.ScoreKind;
import com.nextgen.ml.monitoring.schema.Task;
import com.nextgen.ml.monitoring.text.Names;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person says of a model that has no schema yet.
 *
 * @param target the column that holds the truth; null for a task without truth
 * @param features in training order; empty if the model's file names them
 * @param task null to find it from the model's outputs
 * @param positiveClass null to find it from the classes
 * @param classes in the model's order; empty to find it
 * @param score what scores are; null to find it
 * @param threshold from which on a prediction is positive; null for the model's own
 * @param groups columns to compare outcomes by
 */
public record SchemaRequest(
    String model,
    @Nullable String target,
    List<String> features,
    @Nullable Task task,
    @Nullable String positiveClass,
    List<String> classes,
    @Nullable ScoreKind score,
    @Nullable Double threshold,
    List<String> groups) {
  public SchemaRequest {
    Names.check("model", model);
    features = List.copyOf(features);
    groups = List.copyOf(groups);
    classes = List.copyOf(classes);
    if (task != null && !task.hasTruth() && target != null) {
      throw new IllegalArgumentException(
          "--target is not for " + task.code() + ": no column holds the truth");
    }
    if ((task == null || task.hasTruth()) && target == null) {
      throw new IllegalArgumentException("--target is needed: the column that holds the truth");
    }
    if (task != null
        && !(task.hasTruth() && task.isClassification())
        && (!classes.isEmpty() || score != null || threshold != null)) {
      throw new IllegalArgumentException(
          "--classes, --score and --threshold are not for " + task.code());
    }
    if (score == ScoreKind.VALUE) {
      throw new IllegalArgumentException(
          "--score is one of probability, margin, logit, none for classes");
    }
    if (target != null && features.contains(target)) {
      throw new IllegalArgumentException("the target '" + target + "' is among the features");
    }
  }

  /** Returns the columns that training rows must have, some features' first. */
  List<String> columns(List<String> names) {
    List<String> wanted = new ArrayList<>(names);
    if (target != null) {
      wanted.add(target);
    }
    wanted.addAll(groups);
    return wanted;
  }
}
