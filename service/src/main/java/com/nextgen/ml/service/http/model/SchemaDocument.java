package com.nextgen.ml.service.http.model;

import com.fasterxml.jackson.core.JsonGenerator;
import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.GroupAttribute;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A schema as the API shows it: {@code model.yaml} with camelCase keys. */
final class SchemaDocument {
  private SchemaDocument() {}

  /** Writes the schema as an object. */
  static void write(JsonGenerator out, ModelSchema schema) throws IOException {
    out.writeStartObject();
    out.writeStringField("name", schema.name());
    out.writeStringField("owner", schema.owner());
    out.writeStringField("task", schema.task().code());
    out.writeStringField("score", schema.scoreKind().code());
    out.writeArrayFieldStart("features");
    for (Feature feature : schema.features()) {
      feature(out, feature);
    }
    out.writeEndArray();
    optional(out, "target", schema.target());
    if (schema.task().isClassification()) {
      texts(out, "classes", schema.classes());
      optional(out, "positiveClass", schema.positiveClass());
      spellings(out, schema.labelSpellings());
    }
    if (schema.positiveClass() != null) {
      out.writeNumberField("threshold", schema.threshold());
    }
    groups(out, schema);
    out.writeFieldName("monitoring");
    PolicyDocument.write(out, schema.monitoring());
    out.writeEndObject();
  }

  private static void feature(JsonGenerator out, Feature feature) throws IOException {
    out.writeStartObject();
    out.writeStringField("name", feature.name());
    out.writeStringField("type", feature.type().code());
    if (!feature.codes().isEmpty()) {
      texts(out, "codes", feature.codes());
    }
    optional(out, "missing", feature.missingText());
    out.writeEndObject();
  }

  private static void spellings(JsonGenerator out, Map<String, String> spellings)
      throws IOException {
    if (spellings.isEmpty()) {
      return;
    }
    out.writeObjectFieldStart("labelSpellings");
    for (Map.Entry<String, String> spelling : new TreeMap<>(spellings).entrySet()) {
      out.writeStringField(spelling.getKey(), spelling.getValue());
    }
    out.writeEndObject();
  }

  private static void groups(JsonGenerator out, ModelSchema schema) throws IOException {
    out.writeArrayFieldStart("groups");
    for (GroupAttribute group : schema.groups()) {
      out.writeStartObject();
      out.writeStringField("attribute", group.attribute());
      optional(out, "reference", group.reference());
      optional(out, "favourable", group.favourable());
      if (!group.bands().isEmpty()) {
        out.writeArrayFieldStart("bands");
        for (double band : group.bands()) {
          out.writeNumber(band);
        }
        out.writeEndArray();
      }
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeArrayFieldStart("crossed");
    for (List<String> crossing : schema.crossed()) {
      out.writeStartArray();
      for (String attribute : crossing) {
        out.writeString(attribute);
      }
      out.writeEndArray();
    }
    out.writeEndArray();
  }

  static void texts(JsonGenerator out, String name, List<String> texts) throws IOException {
    out.writeArrayFieldStart(name);
    for (String text : texts) {
      out.writeString(text);
    }
    out.writeEndArray();
  }

  private static void optional(JsonGenerator out, String name, @Nullable String text)
      throws IOException {
    if (text != null) {
      out.writeStringField(name, text);
    }
  }
}
