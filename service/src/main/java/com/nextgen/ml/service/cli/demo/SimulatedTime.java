package com.nextgen.ml.service.cli.demo;

import com.nextgen.ml.service.monitor.live.ClockTime;
import java.time.Duration;

/** A clock that is moved by hand; read by any thread, moved by one. */
final class SimulatedTime {
  private volatile ClockTime now;

  SimulatedTime(ClockTime start) {
    this.now = start;
  }

  ClockTime now() {
    return now;
  }

  /** Moves on and returns the new moment. */
  ClockTime pass(Duration duration) {
    ClockTime next = now.plus(duration);
    now = next;
    return next;
  }
}
