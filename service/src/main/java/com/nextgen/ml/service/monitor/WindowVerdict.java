package com.nextgen.ml.service.monitor;

import com.nextgen.ml.monitoring.drift.DriftReport;
import com.nextgen.ml.monitoring.schema.Window;
import com.nextgen.ml.service.inference.VersionId;

/**
 * What was found of a tumbling window, which is judged once, at its end, at the level that the
 * false-alarm budget leaves it. Only these raise alarms.
 *
 * @param report against the baseline; its span says when the window began and ended
 */
public record WindowVerdict(VersionId version, Window window, DriftReport report) {}
