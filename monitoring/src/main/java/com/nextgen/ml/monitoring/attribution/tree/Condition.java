package com.nextgen.ml.monitoring.attribution.tree;

import java.util.List;
import java.util.Set;

/**
 * What a branch asks of a value. A NaN fails every comparison but NEQ, as in C; where missing
 * values track true it holds for all modes.
 *
 * @param threshold what the value is compared with; not used by {@link BranchMode#MEMBER}
 * @param members the set of {@link BranchMode#MEMBER}, empty for other modes
 */
public record Condition(
    BranchMode mode, double threshold, List<Double> members, boolean missingTracksTrue) {
  public Condition {
    members = List.copyOf(members);
    if ((mode == BranchMode.MEMBER) == members.isEmpty()) {
      throw new IllegalArgumentException(
          mode == BranchMode.MEMBER
              ? "a branch on membership needs members"
              : "a comparison has no members");
    }
    if (Set.copyOf(members).size() != members.size() || members.stream().anyMatch(m -> m.isNaN())) {
      throw new IllegalArgumentException("members are distinct numbers");
    }
  }

  /** A comparison with a threshold. */
  public static Condition compare(BranchMode mode, double threshold, boolean missingTracksTrue) {
    return new Condition(mode, threshold, List.of(), missingTracksTrue);
  }

  /** Whether the value is one of a set. */
  public static Condition member(List<Double> members, boolean missingTracksTrue) {
    return new Condition(BranchMode.MEMBER, 0, members, missingTracksTrue);
  }

  /** Returns whether the condition holds for a value. */
  public boolean holds(double value) {
    if (Double.isNaN(value) && missingTracksTrue) {
      return true;
    }
    return switch (mode) {
      case LEQ -> value <= threshold;
      case LT -> value < threshold;
      case GTE -> value >= threshold;
      case GT -> value > threshold;
      case EQ -> value == threshold;
      case NEQ -> value != threshold;
      case MEMBER -> isMember(value);
    };
  }

  private boolean isMember(double value) {
    for (double member : members) {
      // Not equals(): 0.0 and -0.0 are the same number here.
      if (member == value) {
        return true;
      }
    }
    return false;
  }
}
