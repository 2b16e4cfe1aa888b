package com.nextgen.ml.service.cli.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.nextgen.ml.monitoring.schema.FeatureType;
import com.nextgen.ml.monitoring.schema.MissingSpellings;
import com.nextgen.ml.service.csv.ColumnNames;
import com.nextgen.ml.service.csv.CsvException;
import com.nextgen.ml.service.csv.CsvFormat;
import com.nextgen.ml.service.csv.CsvRow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Writes the features of a row of a CSV file as the service reads them. */
public final class FeatureWriter {
  /** Writes infinities bare, as numbers. */
  public static final JsonFactory JSON =
      JsonFactory.builder().disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS).build();

  private final List<Field> fields = new ArrayList<>();
  private final CsvFormat format;

  private record Field(String name, FeatureType type, int column) {}

  /**
   * @param schema the model's, as the service shows it: {@code features} with name and type
   * @param columns the file's header
   * @param format of the file
   * @throws CsvException if a feature has no column
   */
  public FeatureWriter(JsonNode schema, List<String> columns, CsvFormat format)
      throws CsvException {
    this.format = format.of(missing(schema));
    for (JsonNode feature : schema.path("features")) {
      String name = feature.path("name").asText();
      int column = columns.indexOf(name);
      if (column < 0) {
        throw new CsvException(ColumnNames.absent(List.of(name), columns));
      }
      fields.add(new Field(name, FeatureType.parse(feature.path("type").asText()), column));
    }
  }

  /** Returns which texts stand for no value, as a model's schema says. */
  public static MissingSpellings missing(JsonNode schema) {
    JsonNode declared = schema.path("missingSpellings");
    List<String> texts = new ArrayList<>();
    declared.forEach(text -> texts.add(text.asText()));
    return declared.isArray() ? MissingSpellings.of(texts) : MissingSpellings.DEFAULT;
  }

  /** Returns how many features there are. */
  public int size() {
    return fields.size();
  }

  /** Writes the field {@code features}. */
  public void write(JsonGenerator json, CsvRow row) throws IOException {
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
    if (category
        ? format.isMissingText(text) || format.isMissingText(CsvFormat.category(text))
        : format.isMissing(text)) {
      json.writeNull();
      return;
    }
    Double number = field.type() == FeatureType.NUMERIC ? format.number(text) : null;
    String bool = field.type() == FeatureType.BOOLEAN ? CsvFormat.bool(text) : null;
    if (number != null && format.missing().isNumber(number)) {
      json.writeNull();
    } else if (number != null) {
      json.writeNumber(number);
    } else if (bool != null) {
      json.writeBoolean(Boolean.parseBoolean(bool));
    } else {
      json.writeString(CsvFormat.category(text));
    }
  }
}
