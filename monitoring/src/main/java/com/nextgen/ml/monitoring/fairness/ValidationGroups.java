package com.nextgen.ml.monitoring.fairness;

import com.nextgen.ml.monitoring.baseline.GroupFigures;
import com.nextgen.ml.monitoring.fairness.sums.AttributeKey;
import com.nextgen.ml.monitoring.fairness.sums.AttributeSums;
import com.nextgen.ml.monitoring.fairness.sums.ClassSums;
import com.nextgen.ml.monitoring.fairness.sums.GroupSums;
import com.nextgen.ml.monitoring.fairness.sums.ScoreSums;
import com.nextgen.ml.monitoring.fairness.sums.SmallGroups;
import com.nextgen.ml.monitoring.figures.PerformanceMetric;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The groups of validation rows as a baseline keeps them: what a window is compared with, and what
 * decides which groups are pooled. Attributes and values of a crossing are joined by {@link
 * SmallGroups#SEPARATOR}, as reports have them.
 */
public final class ValidationGroups {
  /** As baselines join the attributes and the values of a crossing. */
  private static final String JOINED = " & ";

  private final GroupFigures figures;
  private final int attributes;

  /** Of one attribute or crossing. */
  public ValidationGroups(GroupFigures figures) {
    this.figures = figures;
    this.attributes = parts(figures.attribute()).size();
  }

  /**
   * Returns the names of the groups that have fewer validation rows than this, and of those that
   * hide them.
   */
  public Set<String> small(long minimum) {
    Map<List<String>, Long> crossed = new HashMap<>();
    Map<String, Long> rows = new HashMap<>();
    for (GroupFigures.Group group : figures.groups()) {
      rows.put(name(group), group.rows());
      List<String> parts = parts(group.group());
      if (parts.size() == attributes) {
        crossed.put(parts, group.rows());
      }
    }
    // What is pooled already, or has a value with the separator in it, belongs to no margin.
    if (crossed.size() < rows.size()) {
      return SmallGroups.of(rows, minimum);
    }
    Set<String> names = new HashSet<>();
    SmallGroups.ofCrossing(crossed, minimum)
        .forEach(parts -> names.add(String.join(SmallGroups.SEPARATOR, parts)));
    return names;
  }

  /**
   * Returns the sums of the groups, none of them pooled; of a model of numbers there are none, as a
   * baseline keeps no squares of their errors.
   */
  public AttributeSums sums() {
    SortedMap<String, GroupSums> groups = new TreeMap<>();
    boolean classes = figures.favourable() != null;
    for (GroupFigures.Group group : classes ? figures.groups() : List.<GroupFigures.Group>of()) {
      groups.merge(name(group), sums(group), GroupSums::plus);
    }
    String attribute = String.join(SmallGroups.SEPARATOR, parts(figures.attribute()));
    return new AttributeSums(new AttributeKey(attribute, null, figures.favourable()), groups, 0);
  }

  private static ClassSums sums(GroupFigures.Group group) {
    // Of two classes these are all that are right; of more, a document may say what it likes.
    long most = group.truePositives() + group.trueNegatives();
    double accuracy = group.metrics().getOrDefault(PerformanceMetric.ACCURACY.code(), 0.0);
    return new ClassSums(
        group.rows(),
        group.selected(),
        group.truePositives(),
        group.falsePositives(),
        group.trueNegatives(),
        group.falseNegatives(),
        Math.max(group.truePositives(), Math.min(most, Math.round(accuracy * group.labelled()))),
        ScoreSums.NONE);
  }

  private static String name(GroupFigures.Group group) {
    return String.join(SmallGroups.SEPARATOR, parts(group.group()));
  }

  /** Returns the attributes, or the values, that a baseline joined. */
  public static List<String> parts(String joined) {
    return List.of(joined.split(JOINED, -1));
  }
}
