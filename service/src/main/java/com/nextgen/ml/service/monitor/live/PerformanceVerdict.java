package com.nextgen.ml.service.monitor.live;

import com.nextgen.ml.monitoring.performance.PerformanceReport;
import com.nextgen.ml.monitoring.schema.policy.Window;
import com.nextgen.ml.service.inference.VersionId;

/**
 * What was found of a tumbling window once its labels had matured: judged once, against the
 * baseline, at the level that the false-alarm budget leaves it.
 */
public record PerformanceVerdict(VersionId version, Window window, PerformanceReport report) {}
