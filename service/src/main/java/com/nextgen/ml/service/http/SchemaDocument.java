package com.nextgen.ml.service.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.Task;
import com.nextgen.ml.monitoring.schema.Window;
import java.io.IOException;
import java.util.List;

/** A schema as the API shows it: the keys of {@code model.yaml} in camel case. */
final class SchemaDocument {
  private SchemaDocument() {}

  static void write(JsonGenerator out, ModelSchema schema) throws IOException {
    out.writeStartObject();
    out.writeStringField("owner", schema.owner());
    out.writeStringField("task", schema.task().spelling());
    out.writeArrayFieldStart("features");
    for (Feature feature : schema.features()) {
      feature(out, feature);
    }
    out.writeEndArray();
    if (schema.target() != null) {
      out.writeStringField("target", schema.target());
    }
    if (schema.task().isClassification()) {
      texts(out, "classes", schema.classes());
    }
    if (schema.task() == Task.BINARY_CLASSIFICATION) {
      out.writeStringField("positiveClass", schema.positiveClass());
      out.writeNumberField("threshold", schema.threshold());
    }
    out.writeObjectFieldStart("monitoring");
    texts(out, "windows", schema.monitoring().windows().stream().map(Window::name).toList());
    out.writeNumberField("minimumRows", schema.monitoring().minimumRows());
    out.writeEndObject();
    out.writeEndObject();
  }

  private static void feature(JsonGenerator out, Feature feature) throws IOException {
    out.writeStartObject();
    out.writeStringField("name", feature.name());
    out.writeStringField("type", feature.type().spelling());
    if (!feature.codes().isEmpty()) {
      texts(out, "codes", feature.codes());
    }
    if (feature.missingText() != null) {
      out.writeStringField("missing", feature.missingText());
    }
    out.writeEndObject();
  }

  private static void texts(JsonGenerator out, String name, List<String> texts) throws IOException {
    out.writeArrayFieldStart(name);
    for (String text : texts) {
      out.writeString(text);
    }
    out.writeEndArray();
  }
}
