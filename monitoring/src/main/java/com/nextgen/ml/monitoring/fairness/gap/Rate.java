package com.nextgen.ml.monitoring.fairness.gap;

import com.nextgen.ml.monitoring.fairness.sums.ClassSums;
import com.nextgen.ml.monitoring.fairness.sums.GroupSums;

/** A share of a group's rows, of its own denominator. */
public enum Rate implements Measure {
  SELECTION("selectionRate", "rows"),
  TRUE_POSITIVE("truePositiveRate", "actual-positive"),
  FALSE_POSITIVE("falsePositiveRate", "actual-negative"),
  TRUE_NEGATIVE("trueNegativeRate", "actual-negative"),
  FALSE_NEGATIVE("falseNegativeRate", "actual-positive"),
  PRECISION("precision", "predicted-positive"),
  ACCURACY("accuracy", "labelled");

  private final String code;
  private final String denominator;

  Rate(String code, String denominator) {
    this.code = code;
    this.denominator = denominator;
  }

  @Override
  public String code() {
    return code;
  }

  @Override
  public String denominator() {
    return denominator;
  }

  @Override
  public Proportion of(GroupSums sums) {
    if (!(sums instanceof ClassSums classes)) {
      throw new IllegalArgumentException("groups of numbers have no " + code);
    }
    long positives = classes.truePositives() + classes.falseNegatives();
    long negatives = classes.falsePositives() + classes.trueNegatives();
    return switch (this) {
      case SELECTION -> new Proportion(classes.selected(), classes.rows());
      case TRUE_POSITIVE -> new Proportion(classes.truePositives(), positives);
      case FALSE_POSITIVE -> new Proportion(classes.falsePositives(), negatives);
      case TRUE_NEGATIVE -> new Proportion(classes.trueNegatives(), negatives);
      case FALSE_NEGATIVE -> new Proportion(classes.falseNegatives(), positives);
      case PRECISION ->
          new Proportion(
              classes.truePositives(), classes.truePositives() + classes.falsePositives());
      case ACCURACY -> new Proportion(classes.correct(), classes.labelled());
    };
  }
}
