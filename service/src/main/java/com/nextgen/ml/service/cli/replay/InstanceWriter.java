package com.nextgen.ml.service.cli.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.nextgen.ml.monitoring.schema.FeatureType;
import com.nextgen.ml.service.cli.client.RequestBody;
import com.nextgen.ml.service.csv.CsvException;
import com.nextgen.ml.service.csv.CsvRow;
import com.nextgen.ml.service.csv.CsvValues;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes rows of a CSV file as the instances of a {@code predict} request. */
final class InstanceWriter {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS) // infinities go bare, as numbers
          .build();

  private record Field(String name, FeatureType type, int column) {}

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
      fields.add(new Field(name, FeatureType.parse(feature.path("type").asText()), column));
    }
    this.idColumn = idColumn == null ? -1 : columns.indexOf(idColumn);
    if (idColumn != null && this.idColumn < 0) {
      throw new CsvException("there is no column " + idColumn);
    }
  }

  /** The body of one request. */
  byte[] body(List<CsvRow> rows) {
    return RequestBody.of(JSON, "instances", rows, this::write);
  }

  private void write(JsonGenerator json, CsvRow row) throws IOException {
    if (idColumn >= 0) {
      json.writeStringField("id", row.values().get(idColumn));
    }
    json.writeObjectFieldStart("features");
    for (Field field : fields) {
      json.writeFieldName(field.name());
      write(json, field, row.values().get(field.column()));
    }
    json.writeEndObject();
  }

  /** Spells a value as training rows do; what does not fit goes as it is, and is refused. */
  private static void write(JsonGenerator json, Field field, String text) throws IOException {
    if (CsvValues.DEFAULT.isMissing(text)) {
      json.writeNull();
      return;
    }
    Double number = field.type() == FeatureType.NUMERIC ? CsvValues.number(text) : null;
    String bool = field.type() == FeatureType.BOOLEAN ? CsvValues.bool(text) : null;
    if (number != null) {
      json.writeNumber(number);
    } else if (bool != null) {
      json.writeBoolean(Boolean.parseBoolean(bool));
    } else {
      json.writeString(CsvValues.category(text));
    }
  }
}
