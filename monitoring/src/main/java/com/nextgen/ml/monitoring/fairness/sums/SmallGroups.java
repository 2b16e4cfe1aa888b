package com.nextgen.ml.monitoring.fairness.sums;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Which groups are pooled because they are small. What is left out of a sum that is shown can be
 * found by subtraction, so a pool has at least two groups and at least the minimum of rows
 * together, and so has the part of it that lies in any one value of a crossing.
 */
public final class SmallGroups {
  /** The name of the pooled groups. */
  public static final String NAME = "__small__";

  /** Between the values of a crossing's group. */
  public static final String SEPARATOR = ",";

  private SmallGroups() {}

  /**
   * Returns the names of the groups to pool.
   *
   * @param rows of each group of an attribute, by its name
   */
  public static Set<String> of(Map<String, Long> rows, long minimum) {
    Map<List<String>, Long> cells = new TreeMap<>(Comparator.comparing(parts -> parts.get(0)));
    rows.forEach((name, count) -> cells.put(List.of(name), count));
    Set<String> names = new HashSet<>();
    ofCrossing(cells, minimum).forEach(parts -> names.add(parts.get(0)));
    return names;
  }

  /**
   * Returns the groups of a crossing to pool.
   *
   * @param rows of each group, by its values in the order of the attributes
   */
  public static Set<List<String>> ofCrossing(Map<List<String>, Long> rows, long minimum) {
    List<List<String>> sorted =
        rows.keySet().stream()
            .sorted(
                Comparator.comparing((List<String> parts) -> rows.getOrDefault(parts, 0L))
                    .thenComparing(parts -> String.join("\0", parts)))
            .toList();
    Set<List<String>> pooled = new HashSet<>();
    sorted.stream().filter(parts -> rows.getOrDefault(parts, 0L) < minimum).forEach(pooled::add);
    List<Predicate<List<String>>> slices = slices(sorted);
    boolean grew = !pooled.isEmpty();
    while (grew) {
      grew = false;
      for (Predicate<List<String>> slice : slices) {
        grew |= protect(slice, sorted, rows, pooled, minimum);
      }
    }
    return pooled;
  }

  /**
   * All groups, and of a crossing those with one value of one attribute: all sums that are shown.
   */
  private static List<Predicate<List<String>>> slices(List<List<String>> groups) {
    List<Predicate<List<String>>> slices = new ArrayList<>();
    slices.add(parts -> true);
    int attributes = groups.isEmpty() ? 1 : groups.get(0).size();
    IntStream.range(0, attributes)
        .filter(i -> attributes > 1)
        .forEach(
            i ->
                groups.stream()
                    .map(parts -> parts.get(i))
                    .distinct()
                    .forEach(value -> slices.add(parts -> parts.get(i).equals(value))));
    return slices;
  }

  /** Pools the next smallest groups of a slice until its pool tells of nobody. */
  private static boolean protect(
      Predicate<List<String>> slice,
      List<List<String>> sorted,
      Map<List<String>, Long> rows,
      Set<List<String>> pooled,
      long minimum) {
    boolean grew = false;
    for (List<String> next : sorted) {
      List<List<String>> inside = pooled.stream().filter(slice).toList();
      long together = inside.stream().mapToLong(parts -> rows.getOrDefault(parts, 0L)).sum();
      if (inside.isEmpty() || (inside.size() > 1 && together >= minimum)) {
        break;
      }
      grew |= slice.test(next) && pooled.add(next);
    }
    return grew;
  }

  /** Returns the sums with these groups pooled. */
  public static AttributeSums pool(AttributeSums sums, Set<String> names) {
    SortedMap<String, GroupSums> groups = new TreeMap<>();
    sums.groups()
        .forEach(
            (name, group) ->
                groups.merge(names.contains(name) ? NAME : name, group, GroupSums::plus));
    return new AttributeSums(sums.key(), groups, sums.unknown());
  }
}
