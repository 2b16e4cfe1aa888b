package com.nextgen.ml.service.training;

import com.nextgen.ml.monitoring.schema.GroupAttribute;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.service.inference.ModelLoadException;
import com.nextgen.ml.service.suggest.UnknownName;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Holds what a person says of a new version against the schema that its model has already. */
final class PresentSchema {
  private PresentSchema() {}

  /**
   * Checks all but the features.
   *
   * @throws ModelLoadException if the request says other than the schema
   */
  static void check(ModelSchema present, SchemaRequest request) throws ModelLoadException {
    check(
        Objects.equals(request.target(), present.target()),
        "target",
        present.target(),
        request.target());
    check(
        request.task() == null || request.task() == present.task(),
        "task",
        present.task().code(),
        String.valueOf(request.task()));
    String positive = request.positiveClass();
    check(
        positive == null || present.classIndex(positive).orElse(-1) == present.positiveIndex(),
        "positive-class",
        present.positiveClass(),
        positive);
    check(
        request.classes().isEmpty() || request.classes().equals(present.classes()),
        "classes",
        UnknownName.listed(present.classes()),
        UnknownName.listed(request.classes()));
    check(
        request.score() == null || request.score() == present.scoreKind(),
        "score",
        present.scoreKind().code(),
        request.score() == null ? null : request.score().code());
    check(
        request.threshold() == null || request.threshold() == present.threshold(),
        "threshold",
        Double.toString(present.threshold()),
        String.valueOf(request.threshold()));
    for (String group : request.groups()) {
      List<String> attributes = present.groups().stream().map(GroupAttribute::attribute).toList();
      check(attributes.contains(group), "groups", UnknownName.listed(attributes), group);
    }
  }

  static void check(boolean agree, String key, @Nullable String said, @Nullable String asked)
      throws ModelLoadException {
    if (!agree) {
      throw new ModelLoadException(
          "the model.yaml that the model has says %s: %s, not %s; change it there first, or register under another name"
              .formatted(key, said, asked));
    }
  }
}
