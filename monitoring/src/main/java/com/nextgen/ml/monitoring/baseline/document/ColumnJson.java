package com.nextgen.ml.monitoring.baseline.document;

import com.fasterxml.jackson.core.JsonGenerator;
import com.nextgen.ml.monitoring.baseline.CategorySummary;
import com.nextgen.ml.monitoring.baseline.ColumnSummary;
import com.nextgen.ml.monitoring.baseline.NumericSummary;
import com.nextgen.ml.monitoring.counts.CategoricalCounts;
import com.nextgen.ml.monitoring.counts.Column;
import com.nextgen.ml.monitoring.counts.ColumnCounts;
import com.nextgen.ml.monitoring.counts.NumericCounts;
import java.io.IOException;

/** One column of a baseline: its bins, its counts and its summary. */
record ColumnJson(Column column, ColumnCounts counts, ColumnSummary summary) {
  static final String NUMERIC = "numeric";
  static final String CATEGORICAL = "categorical";

  void write(JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("name", column.name());
    if (counts instanceof NumericCounts numeric && summary instanceof NumericSummary beside) {
      NumericColumnJson.write(out, numeric, beside);
    } else if (counts instanceof CategoricalCounts names
        && summary instanceof CategorySummary beside) {
      CategoricalColumnJson.write(out, names, beside);
    }
    out.writeEndObject();
  }

  /**
   * Reads a column.
   *
   * @param inputs how many numeric and how many categorical inputs come before it; ignored for
   *     outputs
   */
  static ColumnJson read(JsonObject json, boolean input, int[] inputs) {
    String type = json.text("type");
    return switch (type) {
      case NUMERIC -> NumericColumnJson.read(json, input, input ? inputs[0]++ : 0);
      case CATEGORICAL -> CategoricalColumnJson.read(json, input, input ? inputs[1]++ : 0);
      default -> throw json.error("type", "numeric or categorical is expected");
    };
  }

  static void checkCount(JsonObject json, ColumnCounts counts) {
    if (counts.count() != json.count("count")) {
      throw json.error("count", "is not the sum of the counts");
    }
  }
}
