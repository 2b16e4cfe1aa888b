package com.nextgen.ml.service.monitor.live;

import com.nextgen.ml.monitoring.drift.DriftReport;

/**
 * What was found of the rows with one value of a segment column.
 *
 * @param column the segment column
 * @param value its value; {@code __other__} for all that are not told apart
 * @param report against the training rows with that value
 */
public record SegmentReport(String column, String value, DriftReport report) {}
