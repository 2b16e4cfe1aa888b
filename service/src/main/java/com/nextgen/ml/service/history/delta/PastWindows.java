package com.nextgen.ml.service.history.delta;

import com.nextgen.ml.monitoring.schema.policy.Window;
import com.nextgen.ml.service.inference.VersionId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The windows of the past that late rows came into, until they are judged. Thread-safe. A window
 * that no row comes into for a while has all that a file brings.
 */
public final class PastWindows {
  /** So long no row must have come. */
  private static final Duration QUIET = Duration.ofMinutes(2);

  /** More windows than this do not wait; the rest of them are not judged. */
  private static final int MAX_WAITING = 20_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Past, Long> waiting = new LinkedHashMap<>();
  private final Map<VersionId, Long> left = new LinkedHashMap<>();

  /** A window that ended, or will. */
  public record Past(VersionId id, Window window, Instant end) {}

  /**
   * Rows came into a stretch of time.
   *
   * @param to its end, in milliseconds since 1970
   * @param receivedAt in milliseconds since 1970
   */
  void came(VersionId id, List<Window> windows, long to, long receivedAt) {
    lock.lock();
    try {
      for (Window window : windows) {
        long length = window.length().toMillis();
        long end = -Math.floorDiv(-to, length) * length;
        Past past = new Past(id, window, Instant.ofEpochMilli(end));
        if (waiting.remove(past) != null || waiting.size() < MAX_WAITING) {
          waiting.put(past, receivedAt);
        } else {
          left.merge(id, 1L, Long::sum);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes windows that ended a while ago, so that whoever judges them in time has done so, and that
   * no row came into for a while; at most so many.
   */
  public List<Past> takeQuiet(Instant now, int most) {
    long before = now.minus(QUIET).toEpochMilli();
    lock.lock();
    try {
      List<Past> quiet = new ArrayList<>();
      for (Map.Entry<Past, Long> one : waiting.entrySet()) {
        if (one.getValue() > before || quiet.size() == most) {
          break; // those after it were touched later
        }
        if (one.getKey().end().toEpochMilli() <= before) {
          quiet.add(one.getKey());
        }
      }
      quiet.forEach(waiting::remove);
      return quiet;
    } finally {
      lock.unlock();
    }
  }

  /** Takes how many windows there was no room for, by version. */
  public Map<VersionId, Long> takeLeft() {
    lock.lock();
    try {
      Map<VersionId, Long> taken = Map.copyOf(left);
      left.clear();
      return taken;
    } finally {
      lock.unlock();
    }
  }
}
