package com.nextgen.ml.service.monitor.live;

import java.time.Duration;
import java.time.Instant;

/**
 * A point in time on both clocks. Schedules follow the monotonic one, which no clock adjustment
 * moves; the wall clock only labels what was found.
 *
 * @param nanos of a monotonic clock such as {@link System#nanoTime}; only differences mean anything
 * @param wall the same moment on the wall clock
 */
public record ClockTime(long nanos, Instant wall) {

  /** Returns the moment {@code later} after this one, on both clocks. */
  public ClockTime plus(Duration later) {
    return new ClockTime(nanos + later.toNanos(), wall.plus(later));
  }
}
