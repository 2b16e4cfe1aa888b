package com.nextgen.ml.monitoring.fairness.sums;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Sums of the groups of one attribute. Immutable; sums of the same attribute add up in any order.
 *
 * @param groups by name, all of one kind
 * @param unknown rows that have no value of the attribute, which no group has
 */
public record AttributeSums(AttributeKey key, SortedMap<String, GroupSums> groups, long unknown) {

  public AttributeSums {
    groups = Collections.unmodifiableSortedMap(new TreeMap<>(groups));
    if (unknown < 0 || groups.values().stream().map(Object::getClass).distinct().count() > 1) {
      throw new IllegalArgumentException("groups of one attribute have sums of one kind");
    }
  }

  /** Returns the sums of all groups together; empty if there is none. */
  public Optional<GroupSums> all() {
    return groups.values().stream().reduce(GroupSums::plus);
  }

  /**
   * Returns this and {@code other}.
   *
   * @throws IllegalArgumentException if they are of different attributes
   */
  public AttributeSums plus(AttributeSums other) {
    check(other);
    SortedMap<String, GroupSums> sums = new TreeMap<>(groups);
    other.groups.forEach((name, group) -> sums.merge(name, group, GroupSums::plus));
    return new AttributeSums(key, sums, unknown + other.unknown);
  }

  /**
   * Returns this without {@code earlier}, which is a part of this.
   *
   * @throws IllegalArgumentException if they are of different attributes or a count would be
   *     negative
   */
  public AttributeSums minus(AttributeSums earlier) {
    check(earlier);
    SortedMap<String, GroupSums> sums = new TreeMap<>(groups);
    for (Map.Entry<String, GroupSums> part : earlier.groups.entrySet()) {
      GroupSums whole = groups.getOrDefault(part.getKey(), part.getValue().none());
      sums.put(part.getKey(), whole.minus(part.getValue()));
    }
    return new AttributeSums(key, sums, unknown - earlier.unknown);
  }

  private void check(AttributeSums other) {
    if (!key.equals(other.key)) {
      throw new IllegalArgumentException("the groups are of another attribute");
    }
  }
}
