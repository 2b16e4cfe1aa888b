package com.nextgen.ml.monitoring.schema.policy;

import java.time.Duration;
import java.util.OptionalDouble;

/**
 * What is known of the labels that will come.
 *
 * @param delay a prediction older than this is matured: its label would have come; 0 to 366 days
 * @param perDay how many labels are expected a day, more than 0; empty if unknown
 */
public record LabelPolicy(Duration delay, OptionalDouble perDay) {
  /** Every prediction is matured; the number of labels is unknown. */
  public static final LabelPolicy DEFAULT = new LabelPolicy(Duration.ZERO, OptionalDouble.empty());

  public LabelPolicy {
    if (delay.isNegative() || delay.compareTo(Duration.ofDays(366)) > 0) {
      throw new IllegalArgumentException("monitoring.label-delay must be 0s to 366d");
    }
    if (perDay.isPresent()
        && !(perDay.getAsDouble() > 0 && Double.isFinite(perDay.getAsDouble()))) {
      throw new IllegalArgumentException("monitoring.labels-per-day must be more than 0");
    }
  }
}
