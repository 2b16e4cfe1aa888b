package com.nextgen.ml.service.http.feedback;

import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.text.Messages;
import com.nextgen.ml.service.csv.CsvException;
import com.nextgen.ml.service.csv.CsvFile;
import com.nextgen.ml.service.csv.CsvRow;
import com.nextgen.ml.service.csv.EventTimes;
import com.nextgen.ml.service.feedback.Label;
import com.nextgen.ml.service.http.HttpProblem;
import com.nextgen.ml.service.http.Spelling;
import com.nextgen.ml.service.http.Times;
import com.nextgen.ml.service.http.inference.RowDocument;
import com.nextgen.ml.service.suggest.UnknownName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The columns of a CSV file of labels. */
final class LabelColumns {
  private static final List<String> KNOWN =
      List.of("id", "label", "timestamp", "source", "correct");

  private final ModelSchema schema;
  private final long now;
  private final int id;
  private final int label;
  private final int timestamp;
  private final int source;
  private final int correct;

  /**
   * @param now in milliseconds since 1970
   * @throws CsvException if {@code id} or {@code label} is absent
   * @throws HttpProblem 400 if there are columns of other names
   */
  LabelColumns(CsvFile file, ModelSchema schema, long now) throws CsvException {
    this.schema = schema;
    this.now = now;
    for (String column : file.columns()) {
      if (!KNOWN.contains(column)) {
        throw HttpProblem.invalid(
            "unknown column '"
                + Messages.quoted(column)
                + "'"
                + UnknownName.known(column, KNOWN, ""));
      }
    }
    id = file.column("id");
    label = file.column("label");
    timestamp = file.columns().indexOf("timestamp");
    source = file.columns().indexOf("source");
    correct = file.columns().indexOf("correct");
  }

  /**
   * Reads a row.
   *
   * @throws HttpProblem 400 naming column and line; 422 for a label that the model cannot have
   */
  Label label(CsvRow row) {
    int line = (int) Math.min(Integer.MAX_VALUE, row.line());
    String where = " of line " + line;
    String key = RowDocument.id(row.values().get(id), "id" + where);
    String text = row.values().get(label);
    boolean classes = schema.task().isClassification();
    String at = value(row, timestamp);
    String from = value(row, source);
    return new Label(
        key,
        classes ? Labels.className(schema, text, "label" + where) : null,
        classes ? Double.NaN : Labels.number(text, "label" + where),
        at == null ? null : time(at, "timestamp" + where),
        from == null ? null : Labels.source(from, "source" + where),
        isTrue(value(row, correct), "correct" + where));
  }

  /** Returns whether a row has a label; an empty one is not known yet. */
  boolean isKnown(CsvRow row) {
    return !row.values().get(label).isBlank();
  }

  /** As all CSV files have times, without a zone too. */
  private long time(String text, String what) {
    Instant time = EventTimes.parseReal(text);
    return Times.readPast(time == null ? text : time.toString(), what, now);
  }

  /** The value of a column; null if it is absent or empty. */
  private static @Nullable String value(CsvRow row, int column) {
    String text = column < 0 ? "" : row.values().get(column);
    return text.isEmpty() ? null : text;
  }

  private static boolean isTrue(@Nullable String text, String what) {
    return text != null && Spelling.ofBoolean(text, what).equals("true");
  }
}
