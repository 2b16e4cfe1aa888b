package com.nextgen.ml.service.monitor.check;

import com.nextgen.ml.monitoring.drift.DriftReport;
import com.nextgen.ml.monitoring.quality.QualityReport;
import com.nextgen.ml.service.monitor.live.SegmentReport;
import java.util.List;

/** The answer to a request for a report of drift or data quality. */
public sealed interface DriftAnswer {

  /** The report, computed now at a nominal level. */
  record Computed(DriftReport report) implements DriftAnswer {}

  /** The quality report, computed now at a nominal level. */
  record ComputedQuality(QualityReport report) implements DriftAnswer {}

  /**
   * The reports of a segment column's values, computed now at a nominal level.
   *
   * @param column the segment column
   * @param window the name of the window
   */
  record Segmented(String column, String window, List<SegmentReport> reports)
      implements DriftAnswer {

    public Segmented {
      reports = List.copyOf(reports);
    }
  }

  /**
   * There is no such report.
   *
   * @param message for the caller
   */
  record Refused(Refusal refusal, String message) implements DriftAnswer {}

  /** Why there is no report. */
  enum Refusal {
    /** The model version is not loaded. */
    UNKNOWN_VERSION,
    /** The model has no window of that name; the message names those it has. */
    UNKNOWN_WINDOW,
    /** The model declares no segment column of that name. */
    UNKNOWN_SEGMENT,
    /** There is nothing of that name to compare with. */
    UNKNOWN_REFERENCE,
    /** The two are counted over different bins. */
    NOT_COMPARABLE,
    /** No window has ended long enough ago. */
    NOT_YET,
    /** What other replicas counted cannot be read now. */
    UNAVAILABLE
  }
}
