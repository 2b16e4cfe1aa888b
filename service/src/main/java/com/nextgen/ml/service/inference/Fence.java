package com.nextgen.ml.service.inference;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps calls away from a version that hangs. It is shut
 *
 * <ul>
 *   <li>while a run of the version is stuck: it goes on a second after it was told to end, so it
 *       holds a thread that nobody can take back;
 *   <li>when eight runs in a row had to be ended at their time-out. One call each half minute is
 *       let through then, and the first that is answered opens the fence.
 * </ul>
 *
 * A version that is loaded anew has a new fence. On the request path it costs two reads.
 */
public final class Fence {
  static final int MAX_TIMEOUTS = 8;
  static final Duration PAUSE = Duration.ofSeconds(30);

  private static final Logger LOG = LoggerFactory.getLogger(Fence.class);

  private final VersionId id;
  private final AtomicInteger stuck = new AtomicInteger();
  private final AtomicInteger timeouts = new AtomicInteger();
  private final AtomicLong nextTrial = new AtomicLong();

  Fence(VersionId id) {
    this.id = id;
  }

  /** Returns whether calls are kept away. */
  public boolean isShut() {
    return stuck.get() > 0 || timeouts.get() >= MAX_TIMEOUTS;
  }

  /** Returns how many runs of the version are stuck now, each with its thread. */
  public int stuckRuns() {
    return stuck.get();
  }

  /** Returns why calls are kept away; null if they are not. */
  public @Nullable String problem() {
    int runs = stuck.get();
    if (runs > 0) {
      return id + " takes no calls: " + runs + " of its predictions do not end";
    }
    return timeouts.get() >= MAX_TIMEOUTS
        ? id + " takes no calls: its last " + MAX_TIMEOUTS + " predictions ran into their time-out"
        : null;
  }

  /** Returns what a caller is told who was not let through. */
  public String refusal() {
    String problem = problem();
    return problem == null ? id + " takes no calls now" : problem;
  }

  /**
   * Returns whether a call may come near, that is whether the fence is open or a trial is due.
   *
   * @param now on the clock of {@link System#nanoTime}
   */
  public boolean isApproachable(long now) {
    return stuck.get() == 0 && (timeouts.get() < MAX_TIMEOUTS || now - nextTrial.get() >= 0);
  }

  /** Whether a call may run; takes the trial that is due. */
  boolean admits(long now) {
    if (stuck.get() > 0) {
      return false;
    }
    if (timeouts.get() < MAX_TIMEOUTS) {
      return true;
    }
    long due = nextTrial.get();
    return now - due >= 0 && nextTrial.compareAndSet(due, now + PAUSE.toNanos());
  }

  /** A run was answered. */
  void answered() {
    if (timeouts.get() != 0 && timeouts.getAndSet(0) >= MAX_TIMEOUTS) {
      LOG.warn("{} takes calls again: a prediction has been answered", id);
    }
  }

  /** A run was ended at its call's time-out. */
  void timedOut(long now) {
    nextTrial.set(now + PAUSE.toNanos());
    if (timeouts.incrementAndGet() == MAX_TIMEOUTS) {
      LOG.error("{}", problem());
    }
  }

  /** A run does not end though it was told to. */
  void stuck() {
    stuck.incrementAndGet();
    LOG.error("{}", problem());
  }

  /** Such a run has ended after all. */
  void freed() {
    if (stuck.decrementAndGet() == 0) {
      LOG.warn("{} has no stuck predictions any more", id);
    }
  }
}
