package com.nextgen.ml.monitoring.attribution.tree;

/**
 * A comparison as a closed range of values, so that every mode costs the same two comparisons. NEQ
 * is the outside of EQ's range.
 */
record Interval(double low, double high, boolean inside) {
  private static final Interval NOTHING =
      new Interval(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, true);

  /**
   * Returns the range in which a comparison holds.
   *
   * @throws IllegalArgumentException if the condition is on membership
   */
  static Interval of(Condition condition) {
    double t = condition.threshold();
    double most = Double.POSITIVE_INFINITY;
    return switch (condition.mode()) {
      case LEQ -> new Interval(-most, t, true);
      // No double lies between a value and the next, so < t is <= the one before t.
      case LT -> t == -most ? NOTHING : new Interval(-most, Math.nextDown(t), true);
      case GTE -> new Interval(t, most, true);
      case GT -> t == most ? NOTHING : new Interval(Math.nextUp(t), most, true);
      case EQ -> new Interval(t, t, true);
      case NEQ -> new Interval(t, t, false);
      case MEMBER -> throw new IllegalArgumentException("a set is no range");
    };
  }
}
