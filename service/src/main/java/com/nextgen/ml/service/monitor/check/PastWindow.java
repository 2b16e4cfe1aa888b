package com.nextgen.ml.service.monitor.check;

import com.nextgen.ml.monitoring.counts.OutcomeCounts;
import com.nextgen.ml.monitoring.performance.CalibrationDrift;
import com.nextgen.ml.service.monitor.live.VersionMonitor;
import com.nextgen.ml.service.monitor.live.WindowCounts;
import java.util.Map;

/**
 * A stretch of time that has passed, of which a report is asked for, over all replicas. It is named
 * after its length. What is not needed for the report is not read; reading waits for the store.
 */
public interface PastWindow {

  /** Returns which version. */
  VersionMonitor version();

  /** Returns what was counted in it; no rows if nothing was. */
  CountedWindow counted();

  /** Returns what was counted in it, by the values of a segment column. */
  Map<String, WindowCounts> segments(String column);

  /**
   * Returns what is known of what was predicted in it, each prediction with its label as it now
   * stands; refused if some of these predictions are no longer kept.
   */
  ReportResult<OutcomeCounts> outcomes();

  /** Returns how calibration had moved before it ended, in windows of about its length. */
  CalibrationDrift calibrationDrift();
}
