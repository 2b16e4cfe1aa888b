package com.nextgen.ml.monitoring.attribution.tree;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The conditions of all branches of a tree, asked together in one loop without jumps. */
final class Conditions {
  private final int[] column;
  private final double[] low;
  private final double[] high;

  /** Where a NaN goes on to the near node. */
  private final boolean[] missingNear;

  private final @Nullable Set<Double>[] members;
  private final boolean anyMembers;

  @SuppressWarnings({"unchecked", "rawtypes"})
  Conditions(List<TreeNode.Branch> branches) {
    int n = branches.size();
    this.column = new int[n];
    this.low = new double[n];
    this.high = new double[n];
    this.missingNear = new boolean[n];
    this.members = new Set[n];
    for (int i = 0; i < n; i++) {
      column[i] = branches.get(i).column();
      set(i, branches.get(i).condition());
    }
    this.anyMembers =
        branches.stream().anyMatch(branch -> branch.condition().mode() == BranchMode.MEMBER);
  }

  private void set(int i, Condition condition) {
    if (condition.mode() == BranchMode.MEMBER) {
      members[i] =
          condition.members().stream().map(member -> member + 0.0).collect(Collectors.toSet());
    } else {
      Interval interval = Interval.of(condition);
      low[i] = interval.low();
      high[i] = interval.high();
    }
    missingNear[i] = condition.holds(Double.NaN) == yesIsNear(condition);
  }

  /**
   * Returns whether the node that follows if the condition holds is the near one. It is not where
   * the condition is the outside of a range.
   */
  static boolean yesIsNear(Condition condition) {
    return condition.mode() == BranchMode.MEMBER || Interval.of(condition).inside();
  }

  /**
   * Asks all conditions.
   *
   * @param row the values of the columns
   * @param far by condition: 0 where the row goes on to the near node, 1 where to the far one
   */
  void ask(double[] row, int[] far) {
    if (anyMembers || hasNaN(row)) {
      for (int i = 0; i < column.length; i++) {
        far[i] = isNear(i, row[column[i]]) ? 0 : 1;
      }
      return;
    }
    for (int i = 0; i < column.length; i++) {
      double value = row[column[i]];
      far[i] = within(value, low[i], high[i]) ? 0 : 1;
    }
  }

  /** Both are always compared: which way rows go is not to be predicted, and a jump costs more. */
  @SuppressWarnings("ShortCircuitBoolean")
  private static boolean within(double value, double low, double high) {
    return value >= low & value <= high;
  }

  private static boolean hasNaN(double[] row) {
    double sum = 0;
    for (double value : row) {
      // 0 times a number is 0, but 0 times an infinity is NaN: then the slower loop is taken.
      sum += 0 * value;
    }
    return Double.isNaN(sum);
  }

  private boolean isNear(int i, double value) {
    if (Double.isNaN(value)) {
      return missingNear[i];
    }
    Set<Double> set = members[i];
    // Adding 0 makes 0.0 of -0.0, which a set would tell apart.
    return set == null ? within(value, low[i], high[i]) : set.contains(value + 0.0);
  }
}
