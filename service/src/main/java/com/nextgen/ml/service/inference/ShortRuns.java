package com.nextgen.ml.service.inference;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Whether a version's runs are short enough for an event loop, which has many connections to serve.
 * That has to be proved by runs in the pool, for each size of batch: a size is proved by short runs
 * in a row, of its own or of larger batches. One that is not short takes the proof of its size and
 * of larger ones; one that had to be ended on an event loop makes every proof eight times longer.
 */
public final class ShortRuns {
  /** How many short runs in a row prove a size at first. */
  static final int PROOF = 8;

  /** A run that takes longer is not short. */
  static final long SHORT_NANOS = 10_000_000;

  private static final int MAX_PROOF = 1 << 20;

  /** 1, 2, 3 to 4, 5 to 8 … 33 to 64, more. */
  private static final int SIZES = 8;

  private final AtomicIntegerArray inARow = new AtomicIntegerArray(SIZES);
  private volatile int proof;

  ShortRuns(int proof) {
    this.proof = proof;
  }

  /** Whether a batch of this many rows may run on an event loop. */
  boolean isProved(int rows) {
    return inARow.get(size(rows)) >= proof;
  }

  /** A run ended by itself after this many nanoseconds. */
  public void ended(int rows, long nanos) {
    int size = size(rows);
    if (nanos > SHORT_NANOS) {
      disprove(size);
    } else if (inARow.get(size) < proof) {
      for (int smaller = 0; smaller <= size; smaller++) {
        inARow.incrementAndGet(smaller);
      }
    }
  }

  /** A run on an event loop had to be ended. */
  void endedOnEventLoop(int rows) {
    proof = Math.min(MAX_PROOF, Math.max(PROOF, proof) * 8);
    disprove(size(rows));
  }

  private void disprove(int size) {
    for (int larger = size; larger < SIZES; larger++) {
      inARow.set(larger, 0);
    }
  }

  private static int size(int rows) {
    int exponent = Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(1, rows) - 1);
    return Math.min(SIZES - 1, exponent);
  }
}
