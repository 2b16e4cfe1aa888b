package com.nextgen.ml.service.monitor;

import com.nextgen.ml.service.monitor.live.ClockTime;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** A clock that stands still until it is told to go on. */
public final class SimulatedClock implements Supplier<ClockTime> {
  private volatile ClockTime now = new ClockTime(42, Instant.parse("2026-11-23T10:00:00Z"));

  @Override
  public ClockTime get() {
    return now;
  }

  /** Lets time pass. For one thread. */
  public ClockTime pass(Duration duration) {
    now = now.plus(duration);
    return now;
  }
}
