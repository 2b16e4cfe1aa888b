package com.nextgen.ml.monitoring.performance;

/**
 * Whether labels follow from scores as they did on the baseline's validation rows.
 *
 * @param cause what a change of performance is put down to
 * @param statistic G, or for regression a sum of squared Welch statistics, over score bins
 * @param degrees its degrees of freedom: the bins compared
 * @param pValue by the chi-squared distribution
 */
public record LabelShift(Cause cause, double statistic, int degrees, double pValue) {}
