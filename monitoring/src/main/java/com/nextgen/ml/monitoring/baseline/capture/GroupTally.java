package com.nextgen.ml.monitoring.baseline.capture;

import com.nextgen.ml.monitoring.baseline.GroupFigures;
import com.nextgen.ml.monitoring.counts.CategoricalBins;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Outcomes by the groups of one attribute. */
final class GroupTally {
  /** How many groups are counted separately while rows are read; the rest is one group. */
  private static final int MAX_COUNTED = 1000;

  /** How many of the largest are kept. */
  private static final int MAX_KEPT = 50;

  private final String attribute;
  private final @Nullable String reference;
  private final @Nullable String favourable;
  private final int favourableIndex;
  private final boolean regression;
  private final Map<String, GroupCells> groups = new HashMap<>();

  GroupTally(
      String attribute,
      @Nullable String reference,
      @Nullable String favourable,
      ModelSchema schema) {
    this.attribute = attribute;
    this.reference = reference;
    this.favourable = favourable;
    this.favourableIndex = favourable == null ? -1 : schema.classes().indexOf(favourable);
    this.regression = !schema.task().isClassification();
  }

  void add(String group, PredictionBlock predictions, LabelBlock labels, int row) {
    boolean known = groups.containsKey(group) || groups.size() < MAX_COUNTED;
    GroupCells cells =
        groups.computeIfAbsent(
            known ? group : CategoricalBins.OTHER, key -> new GroupCells(regression));
    cells.addRow();
    if (regression) {
      cells.addError(predictions.score()[row] - labels.valueOf(row));
    } else {
      cells.addClass(predictions.classIndex()[row], labels.classOf(row), favourableIndex);
    }
  }

  boolean hasRows() {
    return !groups.isEmpty();
  }

  GroupFigures figures() {
    List<Map.Entry<String, GroupCells>> sorted =
        groups.entrySet().stream()
            .sorted(
                Comparator.comparing((Map.Entry<String, GroupCells> e) -> -e.getValue().rows())
                    .thenComparing(Map.Entry::getKey))
            .toList();
    Map<String, GroupCells> kept = new HashMap<>();
    for (Map.Entry<String, GroupCells> group : sorted) {
      String name = kept.size() < MAX_KEPT ? group.getKey() : CategoricalBins.OTHER;
      kept.merge(name, group.getValue(), GroupCells::plus);
    }
    Stream<GroupFigures.Group> figures =
        kept.entrySet().stream()
            .map(group -> group.getValue().figures(group.getKey(), favourableIndex >= 0))
            .sorted(
                Comparator.comparingLong(GroupFigures.Group::rows)
                    .reversed()
                    .thenComparing(GroupFigures.Group::group));
    return new GroupFigures(
        attribute, reference, favourableIndex < 0 ? null : favourable, figures.toList());
  }
}
