package com.nextgen.ml.service.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.nextgen.ml.service.table.CsvException;
import com.nextgen.ml.service.table.CsvRow;
import com.nextgen.ml.service.table.Spellings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes rows of a CSV file as the instances of a {@code predict} request. */
final class InstanceWriter {
  private static final JsonFactory JSON = new JsonFactory();

  private record Field(String name, boolean numeric, int column) {}

  private final List<Field> fields = new ArrayList<>();
  private final int idColumn;

  /**
   * @param schema the model's, as the service shows it: {@code features} with name and type
   * @param columns the file's header
   * @param idColumn null if the service shall make the ids
   * @throws CsvException if a feature has no column
   */
  InstanceWriter(JsonNode schema, List<String> columns, @Nullable String idColumn)
      throws CsvException {
    for (JsonNode feature : schema.path("features")) {
      String name = feature.path("name").asText();
      int column = columns.indexOf(name);
      if (column < 0) {
        throw new CsvException(
            "no column for feature " + name + "; there are " + String.join(", ", columns));
      }
      fields.add(new Field(name, feature.path("type").asText().equals("numeric"), column));
    }
    this.idColumn = idColumn == null ? -1 : columns.indexOf(idColumn);
    if (idColumn != null && this.idColumn < 0) {
      throw new CsvException("there is no column " + idColumn);
    }
  }

  /** The body of one request. */
  byte[] body(List<CsvRow> rows) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256 * rows.size());
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeArrayFieldStart("instances");
      for (CsvRow row : rows) {
        json.writeStartObject();
        if (idColumn >= 0) {
          json.writeStringField("id", row.values().get(idColumn));
        }
        json.writeObjectFieldStart("features");
        for (Field field : fields) {
          json.writeFieldName(field.name());
          write(json, field, row.values().get(field.column()));
        }
        json.writeEndObject();
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(JsonGenerator json, Field field, String text) throws IOException {
    if (Spellings.DEFAULT.isMissing(text)) {
      json.writeNull();
    } else if (field.numeric() && Spellings.isNumber(text.strip())) {
      json.writeNumber(Double.parseDouble(text.strip()));
    } else {
      // A text where a number belongs goes as it is: the service names the field and the row.
      json.writeString(Spellings.category(text));
    }
  }
}
