package com.nextgen.ml.service.cli.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.nextgen.ml.service.csv.CsvException;
import com.nextgen.ml.service.csv.CsvFile;
import com.nextgen.ml.service.csv.CsvRow;
import com.nextgen.ml.service.csv.CsvValues;
import java.io.IOException;
import java.util.List;

/** Writes rows of a CSV file as the labels of a {@code feedback} request. */
public final class LabelWriter {
  private static final JsonFactory JSON = new JsonFactory();
  private static final List<String> OPTIONAL = List.of("timestamp", "source", "correct");

  private final boolean numeric;
  private final List<String> columns;
  private final int id;
  private final int label;

  /**
   * @param schema the model's, as the service shows it
   * @throws CsvException if the file has no column {@code id} or {@code label}
   */
  public LabelWriter(JsonNode schema, CsvFile file) throws CsvException {
    numeric = schema.path("task").asText().equals("regression");
    columns = file.columns();
    id = file.column("id");
    label = file.column("label");
  }

  /** Returns the body of one request. */
  public byte[] body(List<CsvRow> rows) {
    return RequestBody.of(JSON, "labels", rows, (json, row) -> write(json, row.values()));
  }

  private void write(JsonGenerator json, List<String> values) throws IOException {
    json.writeStringField("id", values.get(id));
    json.writeFieldName("label");
    String text = values.get(label);
    writeValue(json, text, numeric);
    for (String name : OPTIONAL) {
      int column = columns.indexOf(name);
      String value = column < 0 ? "" : values.get(column);
      if (!value.isEmpty()) {
        json.writeFieldName(name);
        if (name.equals("correct")) {
          json.writeBoolean(Boolean.parseBoolean(value));
        } else {
          json.writeString(value);
        }
      }
    }
  }

  /** Writes a truth as JSON has it. */
  public static void writeValue(JsonGenerator json, String text, boolean numeric)
      throws IOException {
    if (numeric && CsvValues.isNumber(text.strip())) {
      json.writeNumber(Double.parseDouble(text.strip()));
    } else {
      // What is no class or number goes as it is: the service names the row.
      json.writeString(text);
    }
  }
}
