package com.nextgen.ml.service.dedup;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * A set of numbers other than zero, evenly spread, for any number of threads: open addressing
 * (Knuth, The Art of Computer Programming 3, 6.4, Algorithm L), without a lock.
 */
final class Fingerprints {
  private final AtomicLongArray slots;
  private final AtomicInteger used = new AtomicInteger();
  private final int shift;

  /**
   * @param slots a power of two
   */
  Fingerprints(int slots) {
    this.slots = new AtomicLongArray(slots);
    this.shift = Long.numberOfLeadingZeros(slots) + 1;
  }

  /** How many a set of that many slots takes; every thread may add one more. */
  static int most(int slots) {
    return slots / 4 * 3;
  }

  int slots() {
    return slots.length();
  }

  int size() {
    return used.get();
  }

  boolean isFull() {
    return used.get() >= most(slots.length());
  }

  boolean has(long fingerprint) {
    int slot = first(fingerprint);
    while (true) {
      long found = slots.get(slot);
      if (found == fingerprint) {
        return true;
      }
      if (found == 0) {
        return false;
      }
      slot = next(slot);
    }
  }

  /** Adds one; false if it is there. Not to be called long after the set is full. */
  boolean add(long fingerprint) {
    int slot = first(fingerprint);
    while (true) {
      long found = slots.compareAndExchange(slot, 0, fingerprint);
      if (found == 0) {
        used.incrementAndGet();
        return true;
      }
      if (found == fingerprint) {
        return false;
      }
      slot = next(slot);
    }
  }

  /** The same numbers in a larger set; those that are added meanwhile may be missing. */
  Fingerprints copy(int size) {
    Fingerprints copy = new Fingerprints(size);
    for (int i = 0; i < slots.length(); i++) {
      long found = slots.get(i);
      if (found != 0) {
        copy.add(found);
      }
    }
    return copy;
  }

  private int first(long fingerprint) {
    return (int) (fingerprint >>> shift);
  }

  private int next(int slot) {
    return slot + 1 & slots.length() - 1;
  }
}
