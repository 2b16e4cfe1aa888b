package com.nextgen.ml.monitoring.performance;

import com.nextgen.ml.monitoring.counts.OutcomeCounts;
import com.nextgen.ml.monitoring.figures.MetricEstimates;
import org.jspecify.annotations.Nullable;

/** What validation rows say of each score bin. */
interface BinEstimate {

  /**
   * Returns the figures expected of these rows per bin, at least one in all.
   *
   * @param past how far calibration moved before, if anything is known of it
   */
  MetricEstimates estimate(double[] rows, CalibrationDrift past);

  /** Returns how labels followed from scores, against validation; null where that is not told. */
  default @Nullable Calibration calibration(OutcomeCounts outcomes) {
    return null;
  }

  /** Returns a chi-squared statistic of outcomes against validation, and its degrees of freedom. */
  double[] shift(OutcomeCounts outcomes);
}
