package com.nextgen.ml.monitoring.fairness;

import com.nextgen.ml.monitoring.fairness.gap.Gap;

/**
 * The gap between two groups.
 *
 * @param other what {@code group} is compared with
 */
public record GroupGap(String group, String other, Gap gap) {}
