package com.nextgen.ml.monitoring.baseline.capture;

import com.nextgen.ml.monitoring.baseline.GroupFigures;
import com.nextgen.ml.monitoring.schema.GroupAttribute;
import com.nextgen.ml.monitoring.schema.GroupReader;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Outcomes of every declared attribute and crossing. */
final class GroupTallies {
  private final ModelSchema schema;
  private final Map<String, GroupReader> readers = new HashMap<>();
  private final List<List<String>> attributes = new ArrayList<>();
  private final List<GroupTally> tallies = new ArrayList<>();

  GroupTallies(ModelSchema schema) {
    this.schema = schema;
    for (GroupAttribute group : schema.groups()) {
      declare(List.of(group.attribute()), group.reference(), group.favourable());
    }
    for (List<String> crossing : schema.crossed()) {
      declare(crossing, null, null);
    }
  }

  private void declare(
      List<String> names, @Nullable String reference, @Nullable String favourable) {
    for (String name : names) {
      readers.computeIfAbsent(name, key -> GroupReader.of(schema, key));
    }
    attributes.add(names);
    tallies.add(
        new GroupTally(
            String.join(" & ", names),
            reference,
            favourable == null ? schema.positiveClass() : favourable,
            schema));
  }

  void add(RowBlock block, PredictionBlock predictions, LabelBlock labels) {
    for (int i = 0; i < tallies.size(); i++) {
      List<GroupReader> read =
          attributes.get(i).stream()
              .map(name -> Objects.requireNonNull(readers.get(name)))
              .toList();
      for (int row = 0; row < block.rows(); row++) {
        String group = group(read, block, labels, row);
        if (group != null) {
          tallies.get(i).add(group, predictions, labels, row);
        }
      }
    }
  }

  private static @Nullable String group(
      List<GroupReader> readers, RowBlock block, LabelBlock labels, int row) {
    String group = null;
    for (GroupReader reader : readers) {
      String part = reader.read(block, labels::attribute, row);
      if (part == null) {
        return null;
      }
      group = group == null ? part : group + " & " + part;
    }
    return group;
  }

  /** Of the attributes that rows had values of. */
  List<GroupFigures> figures() {
    return tallies.stream().filter(GroupTally::hasRows).map(GroupTally::figures).toList();
  }
}
