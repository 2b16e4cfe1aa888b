package com.nextgen.ml.monitoring.report;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The stretch of time that was compared.
 *
 * @param name as it is configured, {@code 1h}; any name where it is not a time
 * @param from inclusive; null if unknown
 * @param to exclusive; null if unknown
 * @param rows counted in it
 */
public record WindowSpan(String name, @Nullable Instant from, @Nullable Instant to, long rows) {

  public WindowSpan {
    if (rows < 0) {
      throw new IllegalArgumentException("rows must not be negative");
    }
    if (from != null && to != null && to.isBefore(from)) {
      throw new IllegalArgumentException("a window must not end before it begins");
    }
  }
}
