package com.nextgen.ml.service.monitor.kind;

import com.nextgen.ml.monitoring.drift.DriftReport;

/**
 * What was found of the rows with one value of a segment column.
 *
 * @param value of the column; {@code __other__} for all that are not told apart
 * @param report against the training rows with that value
 */
public record SegmentReport(String value, DriftReport report) {}
