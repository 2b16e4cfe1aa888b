package com.nextgen.ml.monitoring.performance;

import com.nextgen.ml.monitoring.figures.PerformanceMetric;

/**
 * One figure against the reference's.
 *
 * @param worse by how much the figure is worse; negative where it is better
 * @param threshold from what {@code worse} on it matters
 * @param pValue the probability of being so much worse by chance, one-sided
 * @param drifted whether it matters and, after Holm's correction over the figures judged, is
 *     significant
 */
public record MetricComparison(
    PerformanceMetric metric,
    double current,
    double reference,
    double worse,
    double threshold,
    double pValue,
    boolean drifted) {}
