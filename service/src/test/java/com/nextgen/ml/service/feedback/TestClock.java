package com.nextgen.ml.service.feedback;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that moves when it is told to. */
final class TestClock {
  private final AtomicLong millis =
      new AtomicLong(Instant.parse("2026-11-23T10:00:00Z").toEpochMilli());

  long millis() {
    return millis.get();
  }

  long nanoTime() {
    return millis.get() * 1_000_000;
  }

  void pass(Duration time) {
    millis.addAndGet(time.toMillis());
  }
}
