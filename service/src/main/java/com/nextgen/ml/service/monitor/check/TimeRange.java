package com.nextgen.ml.service.monitor.check;

import java.time.Duration;
import java.time.Instant;

/**
 * A stretch of time that has passed, at least in part.
 *
 * @param from before {@code to}
 */
public record TimeRange(Instant from, Instant to) {

  public TimeRange {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("'from' must be before 'to'");
    }
  }

  /** Returns its length, more than 0. */
  public Duration length() {
    return Duration.between(from, to);
  }
}
