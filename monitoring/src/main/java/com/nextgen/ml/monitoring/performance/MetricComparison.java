package com.nextgen.ml.monitoring.performance;

import com.nextgen.ml.monitoring.figures.PerformanceMetric;
import com.nextgen.ml.monitoring.report.Verdict;

/**
 * One figure against the reference's.
 *
 * @param worse by how much the figure is worse; negative where it is better; by how much at least,
 *     where score bins leave it uncertain
 * @param threshold from what {@code worse} on it matters
 * @param pValue the probability of being so much worse by chance, one-sided
 * @param drifted whether it matters and, after Holm's correction over the figures judged, is
 *     significant
 * @param bound by how much score bins leave the figure uncertain; 0 where that is too little to
 *     matter
 */
public record MetricComparison(
    PerformanceMetric metric,
    double current,
    double reference,
    double worse,
    double threshold,
    double pValue,
    boolean drifted,
    double bound) {

  /** One that score bins do not leave uncertain. */
  public MetricComparison(
      PerformanceMetric metric,
      double current,
      double reference,
      double worse,
      double threshold,
      double pValue,
      boolean drifted) {
    this(metric, current, reference, worse, threshold, pValue, drifted, 0);
  }

  MetricComparison judged(boolean drift) {
    return new MetricComparison(metric, current, reference, worse, threshold, pValue, drift, bound);
  }

  /**
   * Returns whether the figure has drifted. Where it is uncertain it has not if it would not even
   * at the other end of what the bins allow; between the two there is not enough data.
   */
  public Verdict verdict() {
    if (drifted) {
      return Verdict.DRIFTED;
    }
    return bound > 0 && worse + 2 * bound >= threshold ? Verdict.NOT_ENOUGH_DATA : Verdict.STABLE;
  }
}
