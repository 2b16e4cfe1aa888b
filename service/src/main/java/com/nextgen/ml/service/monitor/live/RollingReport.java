package com.nextgen.ml.service.monitor.live;

import com.nextgen.ml.monitoring.drift.DriftReport;
import com.nextgen.ml.monitoring.schema.policy.Window;

/**
 * The last look at a rolling window, at a nominal level; for panels, not for alarms.
 *
 * @param report against the baseline; its span's end is when it was computed
 */
public record RollingReport(Window window, DriftReport report) {}
