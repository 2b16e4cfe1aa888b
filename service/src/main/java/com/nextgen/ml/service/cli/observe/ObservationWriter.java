package com.nextgen.ml.service.cli.observe;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.nextgen.ml.monitoring.text.Messages;
import com.nextgen.ml.service.cli.client.FeatureWriter;
import com.nextgen.ml.service.cli.client.LabelWriter;
import com.nextgen.ml.service.cli.client.RequestBody;
import com.nextgen.ml.service.csv.CsvException;
import com.nextgen.ml.service.csv.CsvFormat;
import com.nextgen.ml.service.csv.CsvRow;
import com.nextgen.ml.service.csv.EventTimes;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes rows of a CSV file as observations, and what is known to be true of them as labels. */
final class ObservationWriter {
  /** Values of one request, beside which no row is large. */
  private static final int MAX_VALUES = 100_000;

  private static final int MAX_ROWS = 1_000;

  private final FeatureWriter features;
  private final ServedScores scores;
  private final ObservedColumns columns;
  private final CsvFormat format;
  private final List<String> header;
  private final boolean numeric;
  private String day = "";

  /**
   * @param schema the version's, as the service shows it
   * @param header the file's columns
   * @throws CsvException if the file does not have the model's features
   */
  ObservationWriter(JsonNode schema, List<String> header, ObservedColumns columns, CsvFormat format)
      throws CsvException {
    this.format = format.of(FeatureWriter.missing(schema));
    this.features = new FeatureWriter(schema, header, format);
    this.scores = new ServedScores(schema, header, columns.predicted(), this.format);
    this.columns = columns;
    this.header = header;
    this.numeric = !schema.path("task").asText().contains("classification");
  }

  /** Returns how many rows go into one request. */
  int rowsTogether() {
    return Math.max(1, Math.min(MAX_ROWS, MAX_VALUES / (features.size() + 4)));
  }

  private record Timed(CsvRow row, @Nullable Instant time) {}

  /**
   * Returns the body of one request.
   *
   * @throws CsvException if a row has no id or its time is none; the message names its line
   */
  byte[] observations(List<CsvRow> rows) throws CsvException {
    List<Timed> timed = new ArrayList<>(rows.size());
    for (CsvRow row : rows) {
      if (value(row, columns.id()).isEmpty()) {
        throw new CsvException(
            "line %d, column '%s': there is no id; each row needs one"
                .formatted(row.line(), Messages.quoted(columns.id())));
      }
      timed.add(new Timed(row, time(row)));
    }
    return RequestBody.of(FeatureWriter.JSON, "observations", timed, this::write);
  }

  private @Nullable Instant time(CsvRow row) throws CsvException {
    String column = columns.time();
    if (column == null) {
      return null;
    }
    String text = value(row, column);
    Instant at = text.isBlank() ? null : EventTimes.parseReal(text);
    if (at == null) {
      throw new CsvException(
          "line %d, column '%s': '%s' is not a time"
              .formatted(row.line(), Messages.quoted(column), Messages.quoted(text)));
    }
    if (day.isEmpty() && EventTimes.isDigits(text)) {
      day = text.strip();
    }
    return at;
  }

  private void write(JsonGenerator json, Timed timed) throws IOException {
    CsvRow row = timed.row();
    json.writeStringField("id", value(row, columns.id()));
    features.write(json, row);
    scores.write(json, row);
    if (timed.time() != null) {
      json.writeStringField("timestamp", timed.time().toString());
    }
    if (columns.subject() != null && !value(row, columns.subject()).isEmpty()) {
      json.writeStringField("subject", value(row, columns.subject()));
    }
    if (!columns.groups().isEmpty()) {
      json.writeObjectFieldStart("groups");
      for (String group : columns.groups()) {
        String text = value(row, group);
        if (!format.isMissingText(text)) {
          json.writeStringField(group, CsvFormat.category(text));
        }
      }
      json.writeEndObject();
    }
  }

  /** Returns the first time that was digits alone and taken for a day; empty if none was. */
  String firstDay() {
    return day;
  }

  /** Returns whether the truth of a row is known. */
  boolean isLabelled(CsvRow row) {
    String column = columns.label();
    String text = column == null ? "" : value(row, column).strip();
    return numeric ? !format.isMissing(text) : !text.isEmpty();
  }

  /** Returns the body of a request that tells the truth of rows, all of which are labelled. */
  byte[] labels(List<CsvRow> rows) {
    String column = columns.label();
    return RequestBody.of(
        FeatureWriter.JSON,
        "labels",
        rows,
        (json, row) -> {
          json.writeStringField("id", value(row, columns.id()));
          json.writeFieldName("label");
          LabelWriter.writeValue(json, column == null ? "" : value(row, column), numeric, format);
        });
  }

  private String value(CsvRow row, String column) {
    return row.values().get(header.indexOf(column));
  }
}
