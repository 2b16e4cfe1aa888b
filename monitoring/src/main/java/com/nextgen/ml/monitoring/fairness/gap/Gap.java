package com.nextgen.ml.monitoring.fairness.gap;

import org.jspecify.annotations.Nullable;

/**
 * What was found between two groups.
 *
 * @param value group less other, or group over other
 * @param interval of 95 %, for display; null where there is none, as of a ratio to a count of 0
 */
public record Gap(double value, @Nullable Interval interval) {

  public Gap {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("a gap that does not exist is absent");
    }
  }
}
