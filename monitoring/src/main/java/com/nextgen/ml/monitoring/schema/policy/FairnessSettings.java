package com.nextgen.ml.monitoring.schema.policy;

import java.util.HashSet;
import java.util.List;

/**
 * Which gaps between groups are judged, and which are small enough.
 *
 * @param judge the gaps that are judged, each once; with unequal base rates some cannot hold
 *     together, so the rest is shown
 * @param difference the largest difference of rates that is fair, more than 0 and less than 1; of a
 *     regression's mean errors, in parts of the baseline's mean absolute error
 * @param ratio the smallest ratio of rates that is fair, more than 0 and less than 1; so is its
 *     inverse
 * @param minimum a rate of fewer rows is not judged; a group of fewer baseline rows is pooled
 */
public record FairnessSettings(
    List<FairnessMetric> judge, double difference, double ratio, long minimum) {
  /** Equal opportunity, within a tenth. */
  public static final FairnessSettings DEFAULT =
      new FairnessSettings(List.of(FairnessMetric.EQUAL_OPPORTUNITY), 0.1, 0.8, 100);

  public FairnessSettings {
    judge = List.copyOf(judge);
    if (new HashSet<>(judge).size() != judge.size()) {
      throw new IllegalArgumentException("monitoring.fairness.judge repeats a gap");
    }
    for (FairnessMetric metric : judge) {
      if (!metric.isJudgeable()) {
        throw new IllegalArgumentException(
            "monitoring.fairness.judge: '" + metric.key() + "' is shown and cannot be judged");
      }
    }
    if (!(difference > 0 && difference < 1)) {
      throw new IllegalArgumentException(
          "monitoring.fairness.difference must be more than 0 and less than 1");
    }
    if (!(ratio > 0 && ratio < 1)) {
      throw new IllegalArgumentException(
          "monitoring.fairness.ratio must be more than 0 and less than 1");
    }
    if (minimum < 1) {
      throw new IllegalArgumentException("monitoring.fairness.minimum must be at least 1");
    }
  }

  /**
   * Returns the gaps that are judged of such a model: those declared that it has; of a regression
   * the mean error where only the others are declared.
   *
   * @param values whether the model predicts numbers, not classes
   */
  public List<FairnessMetric> judged(boolean values) {
    List<FairnessMetric> own = judge.stream().filter(m -> m.isOfValues() == values).toList();
    boolean declaredForOther = own.isEmpty() && values && !judge.isEmpty();
    return declaredForOther ? List.of(FairnessMetric.MEAN_ERROR) : own;
  }
}
