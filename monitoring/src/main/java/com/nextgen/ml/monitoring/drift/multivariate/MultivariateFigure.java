package com.nextgen.ml.monitoring.drift.multivariate;

import java.util.List;

/**
 * What one test of features together found.
 *
 * @param statistic finite: of {@link MultivariateMethod#CORRELATION} the largest change of a pair's
 *     correlation on Fisher's scale, of {@link MultivariateMethod#RECONSTRUCTION_ERROR} the mean
 *     squared error, of {@link MultivariateMethod#DOMAIN_CLASSIFIER} the area under the curve
 * @param reference what the statistic would be without drift
 * @param pValue from 0 to 1
 * @param critical the statistic that is significant at the level for these rows
 * @param threshold the statistic that matters
 * @param hasEffect whether the statistic is as far from its reference as matters, to either side
 * @param canReject whether any outcome could have been significant at the level
 * @param features the pair that changed most; empty for other tests
 * @param rows of the window that the test saw
 */
public record MultivariateFigure(
    MultivariateMethod test,
    double statistic,
    double reference,
    double pValue,
    double critical,
    double threshold,
    boolean hasEffect,
    boolean canReject,
    List<String> features,
    long rows) {

  public MultivariateFigure {
    features = List.copyOf(features);
    if (!Double.isFinite(statistic) || !Double.isFinite(reference)) {
      throw new IllegalArgumentException(test.code() + ": the statistic is not finite");
    }
    if (!(pValue >= 0 && pValue <= 1)) {
      throw new IllegalArgumentException(test.code() + ": the p-value is not a probability");
    }
    if (!Double.isFinite(critical) || !Double.isFinite(threshold)) {
      throw new IllegalArgumentException(test.code() + ": a limit is not finite");
    }
  }
}
