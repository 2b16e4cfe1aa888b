package com.nextgen.ml.service.training;

import com.nextgen.ml.monitoring.baseline.capture.LabelBlock;
import com.nextgen.ml.monitoring.schema.Missing;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.text.Messages;
import com.nextgen.ml.service.csv.CsvException;
import com.nextgen.ml.service.csv.CsvFormat;
import com.nextgen.ml.service.csv.CsvRow;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The column that holds the truth.
 *
 * @param column its place; -1 if the file has none
 */
record LabelColumn(ModelSchema schema, int column, CsvFormat format) {

  static LabelColumn of(ModelSchema schema, List<String> columns, CsvFormat format) {
    String target = schema.target();
    return new LabelColumn(schema, target == null ? -1 : columns.indexOf(target), format);
  }

  /** The truth of rows; an empty field is not known. */
  LabelBlock read(List<CsvRow> rows) throws CsvException {
    if (column < 0) {
      return LabelBlock.unknown(rows.size());
    }
    boolean regression = !schema.task().isClassification();
    int[] classes = new int[regression ? 0 : rows.size()];
    double[] values = new double[regression ? rows.size() : 0];
    for (int i = 0; i < rows.size(); i++) {
      if (regression) {
        values[i] = value(rows.get(i));
      } else {
        classes[i] = classIndex(rows.get(i));
      }
    }
    return new LabelBlock(rows.size(), classes, values, Map.of());
  }

  private double value(CsvRow row) throws CsvException {
    String text = row.values().get(column);
    if (format.isMissing(text)) {
      return Missing.NUMBER;
    }
    Double value = format.number(text);
    if (value == null) {
      throw misfit(row, text, "is not a number");
    }
    return value;
  }

  private int classIndex(CsvRow row) throws CsvException {
    String text = row.values().get(column);
    OptionalInt index = schema.classIndex(text);
    if (index.isPresent()) {
      return index.getAsInt();
    }
    if (format.isMissing(text)) {
      return -1;
    }
    index = schema.classIndex(CsvFormat.category(text));
    String bool = CsvFormat.bool(text);
    if (index.isEmpty() && bool != null) {
      index = schema.classIndex(bool);
    }
    if (index.isEmpty()) {
      throw misfit(
          row,
          text,
          "names no class; known are "
              + String.join(
                  ", ", schema.classes().subList(0, Math.min(20, schema.classes().size()))));
    }
    return index.getAsInt();
  }

  private CsvException misfit(CsvRow row, String text, String problem) {
    return new CsvException(
        "line "
            + row.line()
            + ", column '"
            + schema.target()
            + "': '"
            + Messages.quoted(text)
            + "' "
            + problem);
  }
}
