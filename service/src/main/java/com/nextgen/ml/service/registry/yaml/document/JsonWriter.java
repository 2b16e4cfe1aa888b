package com.nextgen.ml.service.registry.yaml.document;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Writes a document as JSON. */
public final class JsonWriter {
  private JsonWriter() {}

  /** Writes a value where {@code out} expects one. */
  public static void write(JsonGenerator out, Value value) throws IOException {
    if (value instanceof Value.Fields mapping) {
      out.writeStartObject();
      for (Value.Field field : mapping.fields()) {
        out.writeFieldName(field.key());
        write(out, field.value());
      }
      out.writeEndObject();
    } else if (value instanceof Value.Items list) {
      out.writeStartArray();
      for (Value item : list.items()) {
        write(out, item);
      }
      out.writeEndArray();
    } else if (value instanceof Value.Text text) {
      out.writeString(text.text());
    } else if (value instanceof Value.Word word) {
      out.writeString(word.spelling());
    } else if (value instanceof Value.Whole whole) {
      out.writeNumber(whole.number());
    } else if (value instanceof Value.Decimal decimal) {
      out.writeNumber(decimal.number());
    } else {
      out.writeBoolean(((Value.Flag) value).set());
    }
  }
}
