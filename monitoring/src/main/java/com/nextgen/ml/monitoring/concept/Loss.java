package com.nextgen.ml.monitoring.concept;

import java.util.OptionalDouble;

/**
 * How wrong one prediction was.
 *
 * @param error whether it was wrong; for a regression, whether |error| passed the held-out 90 %
 *     quantile
 * @param squared (score − truth)², the truth being 0 or 1, in [0, 1]; empty for a regression and
 *     where the score is no probability
 */
public record Loss(boolean error, OptionalDouble squared) {
  public Loss {
    if (squared.isPresent() && !(squared.getAsDouble() >= 0 && squared.getAsDouble() <= 1)) {
      throw new IllegalArgumentException("a squared loss must be from 0 to 1");
    }
  }

  /** Of a classification. A score that is no probability has no squared loss. */
  public static Loss ofClass(boolean right, boolean scoredClassIsTrue, double score) {
    double off = score - (scoredClassIsTrue ? 1 : 0);
    return new Loss(
        !right, score >= 0 && score <= 1 ? OptionalDouble.of(off * off) : OptionalDouble.empty());
  }

  /** Of a regression, whose held-out 90 % quantile of |error| is {@code limit}. */
  public static Loss ofValue(double predicted, double actual, double limit) {
    return new Loss(Math.abs(predicted - actual) > limit, OptionalDouble.empty());
  }
}
