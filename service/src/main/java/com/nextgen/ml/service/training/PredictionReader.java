package com.nextgen.ml.service.training;

import com.nextgen.ml.monitoring.schema.Missing;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.text.Messages;
import com.nextgen.ml.service.csv.ColumnNames;
import com.nextgen.ml.service.csv.CsvException;
import com.nextgen.ml.service.csv.CsvFormat;
import com.nextgen.ml.service.csv.CsvRow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what a model that is served elsewhere said of rows. */
final class PredictionReader {
  private final @Nullable LabelColumn prediction;
  private final boolean classes;
  private final List<String> scoreNames;
  private final int[] scores;
  private final CsvFormat format;

  /**
   * @param schema names the classes
   * @param header the file's columns
   * @param columns at least one
   * @throws CsvException if the file has no such column, or they are too few for the task
   */
  PredictionReader(
      ModelSchema schema, List<String> header, PredictionColumns columns, CsvFormat format)
      throws CsvException {
    List<String> absent =
        columns.names().stream().filter(name -> name.isBlank() || !header.contains(name)).toList();
    if (!absent.isEmpty()) {
      throw new CsvException(ColumnNames.absent(absent, header));
    }
    String said = columns.prediction();
    this.format = format;
    this.classes = schema.task().isClassification();
    this.prediction = said == null ? null : LabelColumn.of(schema, said, header, format);
    this.scoreNames = columns.scores();
    this.scores = scoreNames.stream().mapToInt(header::indexOf).toArray();
    if (!classes && (said == null || scores.length > 0)) {
      throw new CsvException(
          "the task is %s: --prediction-column names its values, and --score-column is for classes"
              .formatted(schema.task().code()));
    }
    boolean decides = scores.length > 1 || (scores.length == 1 && schema.positiveIndex() >= 0);
    if (said == null && !decides) {
      throw new CsvException(
          "classes do not follow from column '%s' alone; name the one that holds them with --prediction-column"
              .formatted(Messages.quoted(scoreNames.get(0))));
    }
  }

  /**
   * Returns what is said of rows; each must have its prediction.
   *
   * @throws CsvException if one does not fit; the message names line and column
   */
  PredictionValues read(List<CsvRow> rows) throws CsvException {
    long[] lines = rows.stream().mapToLong(CsvRow::line).toArray();
    if (!classes && prediction != null) {
      double[] values = prediction.values(rows);
      for (int i = 0; i < values.length; i++) {
        if (!Double.isFinite(values[i])) {
          throw prediction.misfit(
              rows.get(i), "is no finite number; each row needs its prediction");
        }
      }
      return new PredictionValues(lines, new int[0], values, 1);
    }
    int[] said = prediction == null ? new int[0] : prediction.classes(rows);
    for (int i = 0; prediction != null && i < said.length; i++) {
      if (said[i] < 0) {
        throw prediction.misfit(rows.get(i), "is no prediction; each row needs one");
      }
    }
    double[] found = new double[rows.size() * scores.length];
    for (int i = 0; i < found.length; i++) {
      int column = i % scores.length;
      found[i] = score(rows.get(i / scores.length), column);
    }
    return new PredictionValues(lines, said, found, scores.length);
  }

  private double score(CsvRow row, int column) throws CsvException {
    String text = row.values().get(scores[column]);
    if (format.isMissing(text)) {
      return Missing.NUMBER;
    }
    Double value = format.number(text);
    if (value == null || Double.isInfinite(value)) {
      throw new CsvException(
          "line %d, column '%s': '%s' is no score, which is a finite number"
              .formatted(
                  row.line(), Messages.quoted(scoreNames.get(column)), Messages.quoted(text)));
    }
    return value;
  }
}
