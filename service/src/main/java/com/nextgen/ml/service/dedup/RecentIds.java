package com.nextgen.ml.service.dedup;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The ids that callers gave in the last ten minutes, so that a request that is repeated is not
 * counted again. Two generations, each of ten minutes and a bounded number of ids: an id is known
 * for ten to twenty minutes, or for less while more than that number come. Only where the same id
 * comes twice in the very moment in which a generation grows or begins, both may be new.
 *
 * <p>Kept are keyed fingerprints of 64 bits in arrays of numbers: the ids themselves would be
 * copied by every garbage collection while they live. Among 200,000 known ids a new one is taken
 * for one of them once in 10<sup>14</sup> times.
 */
final class RecentIds {
  private static final int FEWEST_SLOTS = 1 << 11;
  private static final int MAX_SLOTS = 1 << 17;
  private static final int GROWTH = 8;

  /** How many ids a generation knows. */
  static final int MOST = Fingerprints.most(MAX_SLOTS);

  private static final long SPAN = Duration.ofMinutes(10).toNanos();

  private final LongSupplier nanoTime;
  private final long key;
  private volatile Generations generations;

  private record Generations(Generation now, Generation before) {}

  /**
   * @param nanoTime of a monotonic clock
   * @param key that nobody knows, so that nobody can choose ids that are slow to find
   */
  RecentIds(LongSupplier nanoTime, long key) {
    this.nanoTime = nanoTime;
    this.key = key;
    long since = nanoTime.getAsLong();
    generations =
        new Generations(new Generation(since, FEWEST_SLOTS), new Generation(since, FEWEST_SLOTS));
  }

  /** Remembers an id; false if it was known. */
  boolean isNew(String id) {
    long fingerprint = fingerprint(id);
    Generations current = current();
    return !current.before.has(fingerprint) && current.now.add(fingerprint);
  }

  private Generations current() {
    Generations current = generations;
    return isOver(current.now) ? next() : current;
  }

  private boolean isOver(Generation generation) {
    return generation.isFull() || nanoTime.getAsLong() - generation.since > SPAN;
  }

  private synchronized Generations next() {
    Generations current = generations;
    if (isOver(current.now)) {
      long now = nanoTime.getAsLong();
      // After a long silence both are old.
      boolean allOld = now - current.now.since > 2 * SPAN;
      current =
          new Generations(
              current.now.next(now), allOld ? new Generation(now, FEWEST_SLOTS) : current.now);
      generations = current;
    }
    return current;
  }

  /** Four characters at a time, each folded in by the two halves of a product. */
  private long fingerprint(String id) {
    long hash = fold(key ^ id.length());
    int length = id.length();
    for (int i = 0; i < length; i += 4) {
      long characters = 0;
      for (int j = i; j < Math.min(i + 4, length); j++) {
        characters = characters << Character.SIZE | id.charAt(j);
      }
      hash = fold(hash ^ characters);
    }
    // Zero is an empty slot.
    return hash == 0 ? 1 : hash;
  }

  private static long fold(long x) {
    long odd = 0x9E3779B97F4A7C15L;
    return Math.multiplyHigh(x, odd) ^ x * odd;
  }

  /** Fingerprints that came within ten minutes. */
  private static final class Generation {
    private final long since;
    private volatile Fingerprints found;

    Generation(long since, int slots) {
      this.since = since;
      this.found = new Fingerprints(slots);
    }

    boolean isFull() {
      Fingerprints now = found;
      return now.isFull() && now.slots() == MAX_SLOTS;
    }

    boolean has(long fingerprint) {
      return found.has(fingerprint);
    }

    /** Adds one; false if it is there. */
    boolean add(long fingerprint) {
      Fingerprints now = found;
      return (now.isFull() ? grown() : now).add(fingerprint);
    }

    /** An empty one that takes as many before it has to grow. */
    Generation next(long since) {
      int slots = FEWEST_SLOTS;
      while (slots < MAX_SLOTS && Fingerprints.most(slots) <= found.size()) {
        slots *= GROWTH;
      }
      return new Generation(since, slots);
    }

    private synchronized Fingerprints grown() {
      if (found.isFull() && found.slots() < MAX_SLOTS) {
        found = found.copy(found.slots() * GROWTH);
      }
      return found;
    }
  }
}
