package com.nextgen.ml.monitoring.performance;

import com.nextgen.ml.monitoring.counts.OutcomeCounts;
import com.nextgen.ml.monitoring.figures.MetricEstimates;

/** What validation rows say of each score bin. */
interface BinEstimate {

  /** Returns the figures expected of these rows per bin, at least one in all. */
  MetricEstimates estimate(double[] rows);

  /** A chi-squared statistic of outcomes against validation, and its degrees of freedom. */
  double[] shift(OutcomeCounts outcomes);
}
