package com.nextgen.ml.service.feedback.log;

import com.nextgen.ml.monitoring.baseline.Dependence;
import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.Missing;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.service.inference.RowDetails;
import org.jspecify.annotations.Nullable;

/**
 * The column that was declared to hold rows together when the baseline was made, as live rows have
 * it: a feature, an attribute that is sent for groups, or else whom a row is about.
 *
 * @param name empty if none was declared
 * @param slot where it stands among a row's numbers or texts; -1 if it is no feature
 * @param attribute whether it is sent as an attribute for groups
 */
record ClusterColumn(String name, boolean numeric, int slot, boolean attribute) {

  static ClusterColumn of(ModelSchema schema, Dependence declared) {
    if (declared.kind() != Dependence.Kind.CLUSTER) {
      return new ClusterColumn("", false, -1, false);
    }
    String name = declared.column();
    int numbers = 0;
    int texts = 0;
    for (Feature feature : schema.features()) {
      int slot = feature.isNumeric() ? numbers++ : texts++;
      if (feature.name().equals(name)) {
        return new ClusterColumn(name, feature.isNumeric(), slot, false);
      }
    }
    return new ClusterColumn(
        name,
        false,
        -1,
        schema.groups().stream().anyMatch(group -> group.attribute().equals(name)));
  }

  /** What a row has of it; null if nothing. */
  @Nullable String value(RowBlock rows, int row, RowDetails details) {
    if (name.isEmpty()) {
      return null;
    }
    if (slot < 0) {
      return attribute ? details.group(row, name) : details.subject(row);
    }
    if (!numeric) {
      return rows.categorical()[row * rows.categoricalWidth() + slot];
    }
    double number = rows.numeric()[row * rows.numericWidth() + slot];
    return Missing.is(number) ? null : Double.toString(number);
  }
}
