package com.nextgen.ml.monitoring.fairness;

import com.nextgen.ml.monitoring.fairness.sums.AttributeSums;
import org.jspecify.annotations.Nullable;

/**
 * The groups of one attribute, and what they are compared with.
 *
 * @param sums of the rows that are judged
 * @param reference the group that others are compared with; null for the largest, of the baseline
 *     if there is one
 * @param baseline the same sums of validation rows; null if there are none
 * @param evidence found at any time; null if none is gathered
 */
public record Compared(
    AttributeSums sums,
    @Nullable String reference,
    @Nullable AttributeSums baseline,
    AttributeReport.@Nullable Evidence evidence) {}
