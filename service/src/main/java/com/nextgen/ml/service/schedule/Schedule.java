package com.nextgen.ml.service.schedule;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thing that is done again and again: what goes wrong in a turn is counted, logged once until a
 * turn goes well, and never reaches the thread, which takes the next turn. Turns may be taken by
 * different threads, but one at a time.
 */
public final class Schedule {
  private static final Logger LOG = LoggerFactory.getLogger(Schedule.class);

  /** A turn. */
  @FunctionalInterface
  public interface Turn {
    /**
     * Takes the turn.
     *
     * @return false if it failed and has said why itself
     * @throws Exception if it failed
     */
    boolean take() throws Exception;
  }

  private final String name;
  private final Clock clock;
  private final AtomicLong failures = new AtomicLong();
  private volatile Instant lastSuccess;

  /** What was logged last; null since a turn went well. */
  private volatile @Nullable Class<?> said;

  /**
   * @param name what metrics and the log call it: one of a few that are fixed
   */
  public Schedule(String name, Clock clock) {
    this.name = name;
    this.clock = clock;
    this.lastSuccess = clock.instant();
  }

  /**
   * Takes a turn. Never throws.
   *
   * @return whether it went well
   */
  public boolean run(Turn turn) {
    try {
      if (turn.take()) {
        succeeded();
        return true;
      }
      failures.incrementAndGet();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // who ends the schedule wants it so
    } catch (Throwable e) {
      failed(e);
    }
    return false;
  }

  private void succeeded() {
    lastSuccess = clock.instant();
    if (said != null) {
      said = null;
      LOG.info("{} works again", name);
    }
  }

  /** A turn failed, or could not be taken. */
  void failed(Throwable why) {
    failures.incrementAndGet();
    if (why.getClass() == said) {
      return;
    }
    said = why.getClass();
    try {
      LOG.error(
          "{} failed; it is tried again, and this is not said again until it works", name, why);
    } catch (Throwable e) {
      // No memory for a line of log: the count says it.
    }
  }

  /** Returns what metrics call it. */
  public String name() {
    return name;
  }

  /** Returns when a turn last went well; before the first one, when it all began. */
  public Instant lastSuccess() {
    return lastSuccess;
  }

  /** Returns how many turns failed. */
  public long failures() {
    return failures.get();
  }
}
