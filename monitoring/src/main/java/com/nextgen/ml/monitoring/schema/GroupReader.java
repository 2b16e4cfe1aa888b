package com.nextgen.ml.monitoring.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a row's value of a group attribute: a feature, or something sent only for monitoring. */
@FunctionalInterface
public interface GroupReader {

  /** Returns the group's name; null if the row has no value. */
  @Nullable String read(RowBlock block, RowAttributes beside, int row);

  /** Returns the reader of an attribute of a schema. */
  static GroupReader of(ModelSchema schema, String attribute) {
    List<Double> bands =
        schema.groups().stream()
            .filter(group -> group.attribute().equals(attribute))
            .findFirst()
            .map(GroupAttribute::bands)
            .orElse(List.of());
    int numeric = 0;
    int categorical = 0;
    for (Feature feature : schema.features()) {
      if (feature.name().equals(attribute)) {
        return feature.isNumeric() ? number(numeric, bands) : name(categorical);
      }
      numeric += feature.isNumeric() ? 1 : 0;
      categorical += feature.isNumeric() ? 0 : 1;
    }
    GroupNames.Banded banded = new GroupNames.Banded(bands);
    return (block, beside, row) -> banded.of(beside.of(row, attribute));
  }

  private static GroupReader number(int index, List<Double> bands) {
    GroupNames.Banded banded = new GroupNames.Banded(bands);
    return (block, beside, row) -> banded.of(block.number(row, index));
  }

  private static GroupReader name(int index) {
    return (block, beside, row) -> block.text(row, index);
  }
}
