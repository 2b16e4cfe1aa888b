package com.nextgen.ml.monitoring.baseline.document;

import com.fasterxml.jackson.core.JsonGenerator;
import com.nextgen.ml.monitoring.schema.Missing;
import com.nextgen.ml.monitoring.schema.RowBlock;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The background rows of a baseline; null stands for missing and for what is not a number. */
final class BackgroundJson {
  /** More background rows are refused. */
  private static final int MAX_ROWS = 10_000;

  private BackgroundJson() {}

  static void write(JsonGenerator out, RowBlock rows) throws IOException {
    out.writeObjectFieldStart("background");
    out.writeNumberField("rows", rows.rows());
    out.writeArrayFieldStart("numeric");
    int width = rows.numericWidth();
    for (int row = 0; row < rows.rows(); row++) {
      out.writeStartArray();
      for (int i = 0; i < width; i++) {
        double value = rows.numeric()[row * width + i];
        if (Double.isFinite(value)) {
          out.writeNumber(value);
        } else {
          out.writeNull();
        }
      }
      out.writeEndArray();
    }
    out.writeEndArray();
    out.writeArrayFieldStart("categorical");
    width = rows.categoricalWidth();
    for (int row = 0; row < rows.rows(); row++) {
      out.writeStartArray();
      for (int i = 0; i < width; i++) {
        out.writeString(rows.categorical()[row * width + i]);
      }
      out.writeEndArray();
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  static RowBlock read(@Nullable JsonObject json, int numericWidth, int categoricalWidth) {
    if (json == null) {
      return RowBlock.empty();
    }
    int rows = (int) Math.min(Integer.MAX_VALUE, json.count("rows"));
    if (rows > MAX_ROWS) {
      throw json.error("rows", "at most " + MAX_ROWS + " are expected");
    }
    List<@Nullable Double> numbers =
        json.table("numeric", rows, numericWidth, Double.class, "a number");
    List<@Nullable String> names =
        json.table("categorical", rows, categoricalWidth, String.class, "a text");
    double[] numeric = new double[numbers.size()];
    for (int i = 0; i < numeric.length; i++) {
      Double value = numbers.get(i);
      numeric[i] = value == null ? Missing.NUMBER : value;
    }
    return new RowBlock(rows, numeric, names.toArray(new String[0]));
  }
}
