package com.nextgen.ml.monitoring.fairness.sums;

/**
 * Predictions and outcomes of one group where one class is favourable: positive is that class,
 * whichever the others are.
 *
 * @param rows with a predicted class
 * @param selected of them, those predicted to be of the favourable class
 * @param correct of those with a label, those predicted to be of the very class that it names
 */
public record ClassSums(
    long rows,
    long selected,
    long truePositives,
    long falsePositives,
    long trueNegatives,
    long falseNegatives,
    long correct,
    ScoreSums scores)
    implements GroupSums {
  /** Of no row. */
  public static final ClassSums NONE = new ClassSums(0, 0, 0, 0, 0, 0, 0, ScoreSums.NONE);

  public ClassSums {
    if (rows < 0
        || selected < 0
        || selected > rows
        || truePositives < 0
        || falsePositives < 0
        || trueNegatives < 0
        || falseNegatives < 0
        || correct < truePositives
        || correct > truePositives + trueNegatives) {
      throw new IllegalArgumentException("the counts of a group do not agree");
    }
  }

  /** Of two classes, without scores. */
  public static ClassSums of(
      long truePositives, long falsePositives, long trueNegatives, long falseNegatives) {
    return new ClassSums(
        truePositives + falsePositives + trueNegatives + falseNegatives,
        truePositives + falsePositives,
        truePositives,
        falsePositives,
        trueNegatives,
        falseNegatives,
        truePositives + trueNegatives,
        ScoreSums.NONE);
  }

  @Override
  public long labelled() {
    return truePositives + falsePositives + trueNegatives + falseNegatives;
  }

  @Override
  public ClassSums plus(GroupSums other) {
    return combined(other, 1);
  }

  @Override
  public ClassSums minus(GroupSums earlier) {
    return combined(earlier, -1);
  }

  @Override
  public ClassSums none() {
    return NONE;
  }

  private ClassSums combined(GroupSums other, int sign) {
    if (!(other instanceof ClassSums that)) {
      throw new IllegalArgumentException("sums of classes and of values do not add up");
    }
    return new ClassSums(
        rows + sign * that.rows,
        selected + sign * that.selected,
        truePositives + sign * that.truePositives,
        falsePositives + sign * that.falsePositives,
        trueNegatives + sign * that.trueNegatives,
        falseNegatives + sign * that.falseNegatives,
        correct + sign * that.correct,
        scores.combined(that.scores, sign));
  }
}
