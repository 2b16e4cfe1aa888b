package com.nextgen.ml.service.monitor;

import com.nextgen.ml.service.monitor.live.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** A clock that stands still until it is told to go on. */
public final class SimulatedClock implements Supplier<Moment> {
  private volatile Moment now = new Moment(42, Instant.parse("2026-11-23T10:00:00Z"));

  @Override
  public Moment get() {
    return now;
  }

  /** Lets time pass. For one thread. */
  public Moment pass(Duration duration) {
    now = now.plus(duration);
    return now;
  }
}
