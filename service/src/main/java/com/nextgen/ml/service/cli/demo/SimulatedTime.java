package com.nextgen.ml.service.cli.demo;

import com.nextgen.ml.service.monitor.live.Moment;
import java.time.Duration;

/** A clock that is moved by hand; read by any thread, moved by one. */
final class SimulatedTime {
  private volatile Moment now;

  SimulatedTime(Moment start) {
    this.now = start;
  }

  Moment now() {
    return now;
  }

  /** Moves on and returns the new moment. */
  Moment pass(Duration duration) {
    Moment next = now.plus(duration);
    now = next;
    return next;
  }
}
