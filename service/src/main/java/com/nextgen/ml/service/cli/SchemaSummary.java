package com.nextgen.ml.service.cli;

import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.ScoreKind;
import java.io.PrintWriter;

/** Says in a few lines what a schema says. */
final class SchemaSummary {
  private SchemaSummary() {}

  static void print(ModelSchema schema, PrintWriter out) {
    out.println(
        schema.name()
            + ": "
            + schema.task().code()
            + (schema.target() == null ? "" : " of '" + schema.target() + "'")
            + " from "
            + schema.features().size()
            + " features");
    for (Feature feature : schema.features().stream().limit(100).toList()) {
      out.println(
          "  "
              + feature.name()
              + ": "
              + feature.type().code()
              + (feature.input() == null ? "" : ", the model's input '" + feature.input() + "'"));
    }
    if (!schema.classes().isEmpty()) {
      String positive = schema.positiveClass();
      out.println(
          "  classes in the order of the model's "
              + (schema.hasProbabilities() ? "probabilities: " : "scores or labels: ")
              + String.join(", ", schema.classes().stream().limit(100).toList())
              + (positive == null ? "" : "; positive: " + positive));
      out.println("  score: " + schema.scoreKind().code() + "; " + rule(schema));
    }
  }

  private static String rule(ModelSchema schema) {
    if (!schema.scoreDecides()) {
      return "the model's own label is the prediction"
          + (schema.scoreKind() != ScoreKind.NONE && schema.positiveClass() != null
              ? "; where it gives none, positive from " + schema.threshold() + " on"
              : "");
    }
    return schema.positiveClass() == null
        ? "the class of the highest score is the prediction"
        : "positive from " + schema.threshold() + " on";
  }
}
