package com.nextgen.ml.monitoring.baseline;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Outcomes by the groups of an attribute.
 *
 * @param attribute its name; of a crossing the names joined by {@code " & "}
 * @param reference the group that others are compared with; null if none is declared
 * @param favourable the class that is good for the person; null for regression
 * @param groups the largest first
 */
public record GroupFigures(
    String attribute, @Nullable String reference, @Nullable String favourable, List<Group> groups) {
  public GroupFigures {
    groups = List.copyOf(groups);
  }

  /**
   * One group. The four cells are of labelled rows, positive meaning the favourable class; 0 where
   * there is none.
   *
   * @param rows with this value of the attribute
   * @param labelled rows whose truth is known
   * @param selected rows predicted to be of the favourable class
   * @param metrics {@code selectionRate, truePositiveRate, falsePositiveRate, precision, accuracy},
   *     or {@code meanError, mae}; one that does not exist is absent
   */
  public record Group(
      String group,
      long rows,
      long labelled,
      long selected,
      long truePositives,
      long falsePositives,
      long trueNegatives,
      long falseNegatives,
      SortedMap<String, Double> metrics) {
    public Group {
      metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
      if (labelled < 0
          || labelled > rows
          || selected < 0
          || selected > rows
          || truePositives < 0
          || falsePositives < 0
          || trueNegatives < 0
          || falseNegatives < 0
          || truePositives + falsePositives + trueNegatives + falseNegatives > labelled) {
        throw new IllegalArgumentException("the counts of group '" + group + "' do not agree");
      }
    }
  }
}
