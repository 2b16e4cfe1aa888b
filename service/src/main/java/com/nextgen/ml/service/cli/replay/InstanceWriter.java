package com.nextgen.ml.service.cli.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.nextgen.ml.monitoring.schema.FeatureType;
import com.nextgen.ml.service.cli.client.RequestBody;
import com.nextgen.ml.service.csv.ColumnNames;
import com.nextgen.ml.service.csv.CsvException;
import com.nextgen.ml.service.csv.CsvFormat;
import com.nextgen.ml.service.csv.CsvRow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
  private final CsvFormat format;

  /**
   * @param schema the model's, as the service shows it: {@code features} with name and type
   * @param columns the file's header
   * @param idColumn null if the service shall make the ids
   * @param format of the file
   * @throws CsvException if a feature has no column
   */
  InstanceWriter(JsonNode schema, List<String> columns, @Nullable String idColumn, CsvFormat format)
      throws CsvException {
    this.format = format;
    for (JsonNode feature : schema.path("features")) {
      String name = feature.path("name").asText();
      int column = columns.indexOf(name);
      if (column < 0) {
        throw new CsvException(ColumnNames.absent(List.of(name), columns));
      }
      fields.add(new Field(name, FeatureType.parse(feature.path("type").asText()), column));
    }
    this.idColumn = idColumn == null ? -1 : columns.indexOf(idColumn);
    if (idColumn != null && this.idColumn < 0) {
      throw new CsvException(ColumnNames.absent(List.of(idColumn), columns));
    }
  }

  /** Returns how many rows have an id that an earlier one has, which the service counts once. */
  long repeatedIds(ReplayRows rows) {
    if (idColumn < 0) {
      return 0;
    }
    Set<String> ids = new HashSet<>();
    return rows.rows().stream()
        .filter(row -> !ids.add(row.values().values().get(idColumn)))
        .count();
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
  private void write(JsonGenerator json, Field field, String text) throws IOException {
    boolean category = field.type() == FeatureType.CATEGORICAL;
    if (category ? format.isMissingText(text) : format.isMissing(text)) {
      json.writeNull();
      return;
    }
    Double number = field.type() == FeatureType.NUMERIC ? format.number(text) : null;
    String bool = field.type() == FeatureType.BOOLEAN ? CsvFormat.bool(text) : null;
    if (number != null) {
      json.writeNumber(number);
    } else if (bool != null) {
      json.writeBoolean(Boolean.parseBoolean(bool));
    } else {
      json.writeString(CsvFormat.category(text));
    }
  }
}
