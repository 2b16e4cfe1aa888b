package com.nextgen.ml.service.monitor.check;

import com.nextgen.ml.monitoring.performance.PerformanceReport;

/** The answer to a request for a performance report. */
public sealed interface PerformanceAnswer {

  /** The report. */
  record Computed(PerformanceReport report) implements PerformanceAnswer {}

  /** There is no such report; for the same reasons as of drift. */
  record Refused(DriftAnswer.Refused refused) implements PerformanceAnswer {}
}
