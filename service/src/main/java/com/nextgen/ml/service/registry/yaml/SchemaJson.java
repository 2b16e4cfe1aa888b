package com.nextgen.ml.service.registry.yaml;

import com.fasterxml.jackson.core.JsonGenerator;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.service.registry.yaml.document.JsonWriter;
import com.nextgen.ml.service.registry.yaml.document.View;
import java.io.IOException;

/**
 * Writes a schema as JSON: every key of {@code model.yaml} in camelCase with what holds, declared
 * or by default. Tests keep their names.
 */
public final class SchemaJson {
  private SchemaJson() {}

  /** Writes an object where {@code out} expects a value. */
  public static void write(JsonGenerator out, ModelSchema schema) throws IOException {
    JsonWriter.write(out, SchemaForm.FORM.write(schema, View.EFFECTIVE));
  }
}
