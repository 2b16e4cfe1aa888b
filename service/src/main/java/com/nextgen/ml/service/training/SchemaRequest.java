package com.nextgen.ml.service.training;

import com.nextgen.ml.monitoring.schema.Names;
import com.nextgen.ml.monitoring.schema.Task;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person says of a model that has no schema yet.
 *
 * @param target the column that holds the truth
 * @param features in training order; empty if the model's file names them
 * @param task null to find it from the model's outputs
 * @param positiveClass null to find it from the classes
 * @param groups columns to compare outcomes by
 */
public record SchemaRequest(
    String model,
    String target,
    List<String> features,
    @Nullable Task task,
    @Nullable String positiveClass,
    List<String> groups) {
  public SchemaRequest {
    Names.check("model", model);
    features = List.copyOf(features);
    groups = List.copyOf(groups);
    if (features.contains(target)) {
      throw new IllegalArgumentException("the target '" + target + "' is among the features");
    }
  }
}
