package com.nextgen.ml.service.registry.yaml;

import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.GroupAttribute;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.ScoreKind;
import java.math.BigDecimal;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes a schema as {@code model.yaml}, one feature a line, without what is said by default. */
final class SchemaWriter {
  private final StringBuilder out = new StringBuilder();

  String write(ModelSchema schema) {
    line("name", schema.name());
    if (!schema.owner().isEmpty()) {
      line("owner", schema.owner());
    }
    line("task", schema.task().code());
    ScoreKind kind = schema.scoring().kind();
    optional("score", kind == null ? null : kind.code());
    out.append("features:\n");
    schema.features().forEach(this::feature);
    optional("target", schema.target());
    if (!schema.classes().isEmpty()) {
      out.append("classes: ").append(list(schema.classes())).append('\n');
    }
    optional("positive-class", schema.positiveClass());
    if (!schema.labelSpellings().isEmpty()) {
      out.append("label-spellings:\n");
      new TreeMap<>(schema.labelSpellings())
          .forEach(
              (spelling, name) -> {
                out.append("  ");
                line(spelling, name);
              });
    }
    Double threshold = schema.scoring().threshold();
    if (threshold != null) {
      out.append("threshold: ").append(number(threshold)).append('\n');
    }
    if (!schema.groups().isEmpty()) {
      out.append("groups:\n");
      schema.groups().forEach(this::group);
    }
    if (!schema.crossed().isEmpty()) {
      out.append("crossed:\n");
      schema.crossed().forEach(names -> out.append("  - ").append(list(names)).append('\n'));
    }
    new PolicyWriter(out).write(schema.monitoring());
    return out.toString();
  }

  private void feature(Feature feature) {
    out.append("  - {name: ")
        .append(YamlDocument.quoted(feature.name()))
        .append(", type: ")
        .append(feature.type().code());
    if (!feature.codes().isEmpty()) {
      out.append(", codes: ").append(list(feature.codes()));
    }
    inner("missing", feature.missingText());
    out.append("}\n");
  }

  private void group(GroupAttribute group) {
    out.append("  - {attribute: ").append(YamlDocument.quoted(group.attribute()));
    inner("reference", group.reference());
    inner("favourable", group.favourable());
    if (!group.bands().isEmpty()) {
      out.append(
          group.bands().stream()
              .map(SchemaWriter::number)
              .collect(Collectors.joining(", ", ", bands: [", "]")));
    }
    out.append("}\n");
  }

  private void line(String key, String value) {
    out.append(YamlDocument.quoted(key))
        .append(": ")
        .append(YamlDocument.quoted(value))
        .append('\n');
  }

  private void optional(String key, @Nullable String value) {
    if (value != null) {
      line(key, value);
    }
  }

  private void inner(String key, @Nullable String value) {
    if (value != null) {
      out.append(", ").append(key).append(": ").append(YamlDocument.quoted(value));
    }
  }

  static String list(List<String> texts) {
    return texts.stream().map(YamlDocument::quoted).collect(Collectors.joining(", ", "[", "]"));
  }

  static String number(double value) {
    BigDecimal plain = BigDecimal.valueOf(value);
    String text = plain.stripTrailingZeros().toPlainString();
    return text.length() <= 30 ? text : Double.toString(value);
  }
}
