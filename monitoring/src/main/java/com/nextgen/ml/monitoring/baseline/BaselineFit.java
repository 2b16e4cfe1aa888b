package com.nextgen.ml.monitoring.baseline;

import com.nextgen.ml.monitoring.counts.CategoricalBins;
import com.nextgen.ml.monitoring.counts.Column;
import com.nextgen.ml.monitoring.counts.Layout;
import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.text.Messages;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Whether a baseline belongs to a model. */
final class BaselineFit {
  private BaselineFit() {}

  static void check(Baseline baseline, ModelSchema schema, String sha256) {
    require(
        baseline.model().equals(schema.name()),
        () ->
            "it is of model '"
                + Messages.quoted(baseline.model())
                + "', not '"
                + schema.name()
                + "'");
    List<Column> inputs = baseline.layout().columns().stream().filter(Column::isInput).toList();
    for (int at = 0; at < Math.max(inputs.size(), schema.features().size()); at++) {
      int i = at;
      require(
          i < schema.features().size(), () -> "the model has no feature '" + name(inputs, i) + "'");
      Feature feature = schema.features().get(i);
      require(
          i < inputs.size() && inputs.get(i).name().equals(feature.name()),
          () -> "where the model has feature '" + feature.name() + "' it has " + found(inputs, i));
      boolean numeric = inputs.get(i).source() == Column.Source.NUMERIC_INPUT;
      require(
          numeric == feature.isNumeric(),
          () ->
              "feature '"
                  + feature.name()
                  + "' is "
                  + feature.type().code()
                  + " in the model and "
                  + (numeric ? "numeric" : "categorical")
                  + " in it");
    }
    checkOutputs(baseline.layout(), schema);
    Optional<String> misfit = ScoreFit.misfit(baseline, schema);
    require(misfit.isEmpty(), misfit::orElseThrow);
    require(
        baseline.sha256().equals(sha256),
        () ->
            "it is of another model file (SHA-256 "
                + shown(baseline.sha256())
                + ", not "
                + shown(sha256)
                + ")");
  }

  private static void checkOutputs(Layout layout, ModelSchema schema) {
    for (Column column : layout.columns()) {
      if (column.source() == Column.Source.PREDICTED_CLASS) {
        require(
            schema.task().isClassification()
                && ((CategoricalBins) column.bins()).equals(Layout.classBins(schema)),
            () -> "its classes are not those of the model");
      }
    }
  }

  private static String name(List<Column> inputs, int i) {
    return Messages.quoted(inputs.get(i).name());
  }

  private static String found(List<Column> inputs, int i) {
    return i < inputs.size() ? "'" + name(inputs, i) + "'" : "none";
  }

  private static String shown(String sha256) {
    return sha256.isEmpty() ? "none" : sha256.substring(0, Math.min(12, sha256.length())) + "…";
  }

  private static void require(boolean holds, Supplier<String> message) {
    if (!holds) {
      throw new IllegalArgumentException("the baseline does not fit: " + message.get());
    }
  }
}
