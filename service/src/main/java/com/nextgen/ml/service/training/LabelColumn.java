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
 * A column of classes, or of values: of the truth, or of predictions.
 *
 * @param name of the column
 * @param column its place; -1 if the file has none
 */
record LabelColumn(ModelSchema schema, String name, int column, CsvFormat format) {

  /** The column that holds the truth. */
  static LabelColumn of(ModelSchema schema, List<String> columns, CsvFormat format) {
    String target = schema.target();
    return target == null
        ? new LabelColumn(schema, "", -1, format)
        : of(schema, target, columns, format);
  }

  static LabelColumn of(ModelSchema schema, String name, List<String> columns, CsvFormat format) {
    return new LabelColumn(schema, name, columns.indexOf(name), format);
  }

  /** The truth of rows; an empty field is not known. */
  LabelBlock read(List<CsvRow> rows) throws CsvException {
    if (column < 0) {
      return LabelBlock.unknown(rows.size());
    }
    boolean regression = !schema.task().isClassification();
    return new LabelBlock(
        rows.size(),
        regression ? new int[0] : classes(rows),
        regression ? values(rows) : new double[0],
        Map.of());
  }

  /** The class that each row names; -1 where its field is empty. */
  int[] classes(List<CsvRow> rows) throws CsvException {
    int[] classes = new int[rows.size()];
    for (int i = 0; i < classes.length; i++) {
      classes[i] = classIndex(rows.get(i));
    }
    return classes;
  }

  /** The number of each row; {@link Missing#NUMBER} where its field is empty. */
  double[] values(List<CsvRow> rows) throws CsvException {
    double[] values = new double[rows.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(rows.get(i));
    }
    return values;
  }

  private double value(CsvRow row) throws CsvException {
    String text = row.values().get(column);
    if (format.isMissing(text)) {
      return Missing.NUMBER;
    }
    Double value = format.number(text);
    if (value == null) {
      throw misfit(row, "is not a number");
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
          "names no class; known are "
              + String.join(
                  ", ", schema.classes().subList(0, Math.min(20, schema.classes().size()))));
    }
    return index.getAsInt();
  }

  /** What is wrong with a row's field, with line and column. */
  CsvException misfit(CsvRow row, String problem) {
    return new CsvException(
        "line "
            + row.line()
            + ", column '"
            + Messages.quoted(name)
            + "': '"
            + Messages.quoted(row.values().get(column))
            + "' "
            + problem);
  }
}
