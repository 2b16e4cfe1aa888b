package com.nextgen.ml.service.metrics.system;

import java.util.OptionalDouble;

/**
 * One GPU.
 *
 * @param index as the driver numbers it
 * @param utilization the share of the last sampling period in which it was busy; absent if unknown
 * @param memoryUsed bytes; absent if unknown
 * @param memoryTotal bytes; absent if unknown
 */
public record GpuFigures(
    int index, OptionalDouble utilization, OptionalDouble memoryUsed, OptionalDouble memoryTotal) {}
