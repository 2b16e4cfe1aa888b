package com.nextgen.ml.monitoring.schema.policy;

import java.time.Duration;

/**
 * A stretch of time over which counts are compared with the baseline.
 *
 * @param name as callers spell it: {@code 5m}, {@code 1h}, {@code 1d}
 * @param length between 1 second and 28 days
 */
public record Window(String name, Duration length) {
  private static final Duration LONGEST = Duration.ofDays(366);

  public Window {
    if (length.isZero() || length.isNegative() || length.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("duration '" + name + "' is out of range");
    }
  }

  /**
   * Reads a number and one of {@code s m h d}.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static Window parse(String text) {
    return new Window(text, DurationSpelling.parse(text));
  }
}
