package com.nextgen.ml.service.feedback.log;

import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.GroupAttribute;
import com.nextgen.ml.monitoring.schema.GroupNames;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.service.feedback.outcome.JsonColumns;
import com.nextgen.ml.service.inference.RowDetails;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The groups that a row belongs to, as a JSON object: {@code {"age": "25-40"}}. */
final class GroupTexts {
  private static final int LONGEST = 256;

  private final List<Attribute> attributes = new ArrayList<>();

  /**
   * @param slot where a feature of that name stands among the row's numbers or texts; -1 if the
   *     value is sent beside the features
   */
  private record Attribute(GroupAttribute group, boolean numeric, int slot) {}

  GroupTexts(ModelSchema schema) {
    for (GroupAttribute group : schema.groups()) {
      int numeric = 0;
      int categorical = 0;
      Attribute found = new Attribute(group, false, -1);
      for (Feature feature : schema.features()) {
        int slot = feature.isNumeric() ? numeric++ : categorical++;
        if (feature.name().equals(group.attribute())) {
          found = new Attribute(group, feature.isNumeric(), slot);
        }
      }
      attributes.add(found);
    }
  }

  /** The groups of a row; null if it belongs to none. */
  @Nullable String write(RowBlock rows, int row, RowDetails details) {
    if (attributes.isEmpty()) {
      return null;
    }
    Map<String, String> groups = new LinkedHashMap<>();
    for (Attribute attribute : attributes) {
      String name = group(attribute, rows, row, details);
      if (name != null) {
        groups.put(attribute.group.attribute(), name);
      }
    }
    return groups.isEmpty()
        ? null
        : JsonColumns.write(
            json -> {
              for (Map.Entry<String, String> group : groups.entrySet()) {
                json.writeStringField(group.getKey(), group.getValue());
              }
            });
  }

  private static @Nullable String group(
      Attribute attribute, RowBlock rows, int row, RowDetails details) {
    List<Double> bands = attribute.group.bands();
    if (attribute.slot >= 0 && attribute.numeric) {
      return GroupNames.of(rows.number(row, attribute.slot), bands);
    }
    String text =
        attribute.slot >= 0
            ? rows.text(row, attribute.slot)
            : details.group(row, attribute.group.attribute());
    if (text == null || text.length() > LONGEST) {
      return null;
    }
    if (bands.isEmpty()) {
      return text;
    }
    try {
      return GroupNames.of(Double.parseDouble(text), bands);
    } catch (NumberFormatException notANumber) {
      return null;
    }
  }
}
