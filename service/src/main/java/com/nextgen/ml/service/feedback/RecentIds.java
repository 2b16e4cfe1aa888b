package com.nextgen.ml.service.feedback;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * The ids that callers gave in the last ten minutes, so that a request that is repeated is not
 * counted again. Two generations, each of ten minutes and a bounded number of ids: an id is known
 * for ten to twenty minutes, or for less while more than that number come.
 */
final class RecentIds {
  static final int MOST = 100_000;
  private static final long SPAN = Duration.ofMinutes(10).toNanos();

  private final LongSupplier nanoTime;
  private volatile Generations generations;

  private record Generation(Set<String> ids, AtomicInteger size, long since) {
    static Generation empty(long since) {
      return new Generation(ConcurrentHashMap.newKeySet(), new AtomicInteger(), since);
    }
  }

  private record Generations(Generation now, Generation before) {}

  RecentIds(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    long since = nanoTime.getAsLong();
    generations = new Generations(Generation.empty(since), Generation.empty(since));
  }

  /** Remembers an id; false if it was known. */
  boolean isNew(String id) {
    Generations current = current();
    if (current.before.ids.contains(id) || !current.now.ids.add(id)) {
      return false;
    }
    current.now.size.incrementAndGet();
    return true;
  }

  private Generations current() {
    Generations current = generations;
    return isOver(current.now) ? next() : current;
  }

  private boolean isOver(Generation generation) {
    return generation.size.get() >= MOST || nanoTime.getAsLong() - generation.since > SPAN;
  }

  private synchronized Generations next() {
    Generations current = generations;
    if (isOver(current.now)) {
      long now = nanoTime.getAsLong();
      // After a long silence both are old.
      boolean allOld = now - current.now.since > 2 * SPAN;
      current =
          new Generations(Generation.empty(now), allOld ? Generation.empty(now) : current.now);
      generations = current;
    }
    return current;
  }
}
