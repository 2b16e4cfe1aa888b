package com.nextgen.ml.monitoring.fairness.evidence;

import com.nextgen.ml.monitoring.fairness.gap.Tolerance;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Evidence that any group of an attribute is further from the reference than the tolerance: the
 * average of the groups' evidence, which is evidence again though they share the reference's rows;
 * their product would not be. The groups are fixed at the start. Immutable.
 */
public final class GroupsEvidence {
  private final SortedMap<String, GapEvidence> groups;

  private GroupsEvidence(SortedMap<String, GapEvidence> groups) {
    this.groups = groups;
  }

  /**
   * Returns what there is before the first row.
   *
   * @param groups that are compared with the reference, at least one
   */
  public static GroupsEvidence start(Iterable<String> groups, Tolerance tolerance) {
    SortedMap<String, GapEvidence> start = new TreeMap<>();
    groups.forEach(name -> start.put(name, GapEvidence.start(tolerance)));
    if (start.isEmpty()) {
      throw new IllegalArgumentException("evidence needs a group beside the reference");
    }
    return new GroupsEvidence(start);
  }

  /**
   * Returns the evidence after a stretch of time.
   *
   * @param stretch of each group beside the reference; one that is not named learns nothing of the
   *     reference's rows either
   */
  public GroupsEvidence after(Map<String, BlockSums> stretch) {
    SortedMap<String, GapEvidence> next = new TreeMap<>();
    groups.forEach(
        (name, evidence) ->
            next.put(name, evidence.after(stretch.getOrDefault(name, BlockSums.EMPTY))));
    return new GroupsEvidence(next);
  }

  /** Returns the evidence, 1 at the start; an alarm at level α is due where it reaches 1/α. */
  public double value() {
    return groups.values().stream().mapToDouble(GapEvidence::value).average().orElseThrow();
  }

  /** Returns each group's own evidence, which says where an alarm comes from. */
  public SortedMap<String, Double> byGroup() {
    SortedMap<String, Double> values = new TreeMap<>();
    groups.forEach((name, evidence) -> values.put(name, evidence.value()));
    return values;
  }
}
