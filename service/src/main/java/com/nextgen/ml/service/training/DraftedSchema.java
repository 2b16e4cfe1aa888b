package com.nextgen.ml.service.training;

import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.ScoreMeaning;
import com.nextgen.ml.monitoring.schema.Task;
import com.nextgen.ml.monitoring.schema.policy.MonitoringPolicy;
import com.nextgen.ml.service.csv.CsvException;
import com.nextgen.ml.service.inference.ModelLoadException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A schema of which only the meaning of scores is not known. */
final class DraftedSchema {
  private DraftedSchema() {}

  /**
   * Makes it.
   *
   * @param classes none for a task without classes
   * @throws ModelLoadException if the request does not fit the task
   */
  static ModelSchema of(
      SchemaRequest request,
      Task task,
      ClassNames classes,
      List<Feature> features,
      TrainingColumns columns)
      throws ModelLoadException, CsvException {
    if (!task.isClassification() && !request.classes().isEmpty()) {
      throw new ModelLoadException("--classes is for classes, and the task is " + task.code());
    }
    @Nullable String positive = null;
    if (task == Task.BINARY_CLASSIFICATION && classes.names().size() == 2) {
      positive = classes.positive(request.positiveClass());
    } else if (request.positiveClass() != null) {
      throw new ModelLoadException("--positive-class is for two classes");
    }
    return new ModelSchema(
        request.model(),
        "",
        task,
        features,
        request.target(),
        classes.names(),
        positive,
        classes.spellings(),
        ScoreMeaning.UNSAID,
        columns.groups(request.groups()),
        List.of(),
        MonitoringPolicy.DEFAULT);
  }
}
