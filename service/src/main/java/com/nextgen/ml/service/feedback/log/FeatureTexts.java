package com.nextgen.ml.service.feedback.log;

import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.service.feedback.outcome.JsonColumns;

/** A row's features as a JSON object, for models that say that they may be kept. */
final class FeatureTexts {
  private FeatureTexts() {}

  static String write(ModelSchema schema, RowBlock rows, int row) {
    return JsonColumns.write(
        json -> {
          int number = row * rows.numericWidth();
          int text = row * rows.categoricalWidth();
          for (Feature feature : schema.features()) {
            json.writeFieldName(feature.name());
            if (feature.isNumeric()) {
              double value = rows.numeric()[number++];
              if (Double.isFinite(value)) {
                json.writeNumber(value);
              } else {
                json.writeNull();
              }
            } else {
              json.writeString(rows.categorical()[text++]);
            }
          }
        });
  }
}
