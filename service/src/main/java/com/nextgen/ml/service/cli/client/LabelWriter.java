package com.nextgen.ml.service.cli.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.nextgen.ml.monitoring.text.Messages;
import com.nextgen.ml.service.csv.CsvException;
import com.nextgen.ml.service.csv.CsvFile;
import com.nextgen.ml.service.csv.CsvFormat;
import com.nextgen.ml.service.csv.CsvRow;
import com.nextgen.ml.service.csv.EventTimes;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes rows of a CSV file as the labels of a {@code feedback} request. */
public final class LabelWriter {
  private static final JsonFactory JSON = new JsonFactory();
  private static final String SOURCE = "source";
  private static final String CORRECT = "correct";
  private static final Pattern ROW = Pattern.compile("\\brow (\\d{1,9})");

  private final boolean numeric;
  private final CsvFormat format;
  private final List<String> columns;
  private final int id;
  private final int label;
  private final int time;
  private final int source;
  private final int correct;

  /**
   * @param schema the model's, as the service shows it
   * @param format of the file
   * @param timeColumn need not be there
   * @throws CsvException if the file has no column of ids or of labels
   */
  public LabelWriter(
      JsonNode schema, CsvFile file, CsvFormat format, LabelNames names, String timeColumn)
      throws CsvException {
    this.format = format;
    numeric = schema.path("task").asText().equals("regression");
    columns = file.columns();
    id = file.column(names.id());
    label = file.column(names.label());
    time = columns.indexOf(timeColumn);
    source = columns.indexOf(SOURCE);
    correct = columns.indexOf(CORRECT);
  }

  /** Returns whether a row has a label; an empty one, and a missing number, is not known yet. */
  public boolean isKnown(CsvRow row) {
    String text = row.values().get(label).strip();
    return numeric ? !format.isMissing(text) : !text.isEmpty();
  }

  /**
   * Returns the body of one request.
   *
   * @throws CsvException if a time is none, or {@code correct} neither true nor false; the message
   *     names its line
   */
  public byte[] body(List<CsvRow> rows) throws CsvException {
    List<Timed> timed = new ArrayList<>(rows.size());
    for (CsvRow row : rows) {
      timed.add(new Timed(row, time(row), correct(row)));
    }
    return RequestBody.of(JSON, "labels", timed, this::write);
  }

  private record Timed(CsvRow row, @Nullable Instant time, @Nullable Boolean correct) {}

  private @Nullable Boolean correct(CsvRow row) throws CsvException {
    String text = correct < 0 ? "" : row.values().get(correct);
    if (text.isBlank()) {
      return null;
    }
    String spelled = CsvFormat.bool(text);
    if (spelled == null) {
      throw new CsvException(
          "line %d, column '%s': '%s' is neither true nor false"
              .formatted(row.line(), CORRECT, Messages.quoted(text)));
    }
    return Boolean.valueOf(spelled);
  }

  private @Nullable Instant time(CsvRow row) throws CsvException {
    String text = time < 0 ? "" : row.values().get(time);
    if (text.isBlank()) {
      return null;
    }
    Instant at = EventTimes.parseReal(text);
    if (at == null) {
      throw new CsvException(
          "line %d, column '%s': '%s' is not a time"
              .formatted(row.line(), columns.get(time), Messages.quoted(text)));
    }
    return at;
  }

  private void write(JsonGenerator json, Timed timed) throws IOException {
    List<String> values = timed.row().values();
    json.writeStringField("id", values.get(id));
    json.writeFieldName("label");
    writeValue(json, values.get(label), numeric, format);
    if (timed.time() != null) {
      json.writeStringField("timestamp", timed.time().toString());
    }
    String from = source < 0 ? "" : values.get(source);
    if (!from.isEmpty()) {
      json.writeStringField(SOURCE, from);
    }
    if (timed.correct() != null) {
      json.writeBooleanField(CORRECT, timed.correct());
    }
  }

  /**
   * Returns a refusal with the lines of the file in place of the rows of the request.
   *
   * @param rows that were sent together
   * @param refusal what the service said
   */
  public static String where(List<CsvRow> rows, String refusal) {
    Matcher row = ROW.matcher(refusal);
    boolean names = row.find() && Integer.parseInt(row.group(1)) < rows.size();
    if (!names) {
      return "of lines " + rows.get(0).line() + " and following: " + refusal;
    }
    return row.reset()
        .replaceFirst(one -> "line " + rows.get(Integer.parseInt(one.group(1))).line());
  }

  /** Writes a truth as JSON has it. */
  public static void writeValue(JsonGenerator json, String text, boolean numeric, CsvFormat format)
      throws IOException {
    Double number = numeric ? format.number(text) : null;
    if (number != null && Double.isFinite(number)) {
      json.writeNumber(number);
    } else {
      // What is no class or number goes as it is: the service names the row.
      json.writeString(text);
    }
  }
}
