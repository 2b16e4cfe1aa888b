package com.nextgen.ml.monitoring.fairness.live;

import com.nextgen.ml.monitoring.baseline.GroupFigures;
import com.nextgen.ml.monitoring.counts.CategoricalBins;
import com.nextgen.ml.monitoring.fairness.ValidationGroups;
import com.nextgen.ml.monitoring.fairness.sums.SmallGroups;
import com.nextgen.ml.monitoring.schema.GroupReader;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.RowAttributes;
import com.nextgen.ml.monitoring.schema.RowBlock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the groups of one attribute, or of one crossing, are counted. The baseline decides: its
 * groups have places of their own, those that are small share one, and so does what it never had;
 * the first place is of the rows that have no value. Finding a place allocates nothing. Immutable.
 */
final class GroupPlaces {
  /** Of the rows without a value. */
  static final int UNKNOWN = 0;

  private final GroupReader[] readers;
  private final Node root = new Node();
  private final List<String> names = new ArrayList<>();
  private final int rest;

  /** What the values so far lead to. */
  private static final class Node {
    private final Map<String, Node> next = new HashMap<>();
    private int place;
  }

  /**
   * @param attributes one, or those of a crossing in their order
   * @param baseline the groups of validation rows; null if there are none, which leaves one place
   */
  GroupPlaces(
      ModelSchema schema, List<String> attributes, @Nullable GroupFigures baseline, long minimum) {
    this.readers =
        attributes.stream().map(name -> GroupReader.of(schema, name)).toArray(GroupReader[]::new);
    names.add("");
    if (baseline != null) {
      ValidationGroups groups = new ValidationGroups(baseline);
      Set<String> small = groups.small(minimum);
      for (GroupFigures.Group group : baseline.groups()) {
        List<String> values = ValidationGroups.parts(group.group());
        String name = String.join(SmallGroups.SEPARATOR, values);
        int place = placeOf(small.contains(name) ? SmallGroups.NAME : name);
        if (values.size() == readers.length) {
          leaf(values).place = place;
        }
      }
    }
    // A group that training never had is as small as can be.
    this.rest =
        placeOf(names.contains(CategoricalBins.OTHER) ? CategoricalBins.OTHER : SmallGroups.NAME);
  }

  private int placeOf(String name) {
    int known = names.indexOf(name);
    if (known < 0) {
      names.add(name);
    }
    return known < 0 ? names.size() - 1 : known;
  }

  private Node leaf(List<String> values) {
    Node node = root;
    for (String value : values) {
      node = node.next.computeIfAbsent(value, key -> new Node());
    }
    return node;
  }

  int size() {
    return names.size();
  }

  /** The group that is counted in a place after {@link #UNKNOWN}. */
  String name(int place) {
    return names.get(place);
  }

  /** The place of a row. */
  int of(RowBlock block, RowAttributes beside, int row) {
    Node node = root;
    for (GroupReader reader : readers) {
      String value = reader.read(block, beside, row);
      if (value == null) {
        return UNKNOWN;
      }
      node = node == null ? null : node.next.get(value);
    }
    return node == null ? rest : node.place;
  }
}
