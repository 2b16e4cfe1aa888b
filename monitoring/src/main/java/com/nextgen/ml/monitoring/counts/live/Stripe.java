package com.nextgen.ml.monitoring.counts.live;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * The words that one writer at a time adds into: counts as longs, sums as the bits of doubles.
 *
 * <p>Words are read and written in opaque mode: a reader that does not hold the stripe sees each
 * word whole and never older than it saw it before, in no order between words. Claiming acquires
 * and releasing releases, so successive holders see all of each other's words.
 */
final class Stripe {
  private static final VarHandle WORDS = MethodHandles.arrayElementVarHandle(long[].class);

  /** Two cache lines, since some processors fetch lines in pairs. */
  private static final int PAD = 16;

  private static final int BUSY = PAD / 2;

  /** The flag and the words stand in one array, padded so that no two stripes share a line. */
  private final long[] words;

  private final @Nullable ProductCells products;

  /**
   * @param size how many words
   * @param products null if none are counted
   */
  Stripe(int size, @Nullable ProductCells products) {
    this.products = products;
    words = new long[PAD + size + PAD];
  }

  boolean tryClaim() {
    return (long) WORDS.getOpaque(words, BUSY) == 0 && WORDS.compareAndSet(words, BUSY, 0L, 1L);
  }

  void release() {
    WORDS.setRelease(words, BUSY, 0L);
  }

  /** The sums of products; null if none are counted. */
  @Nullable ProductCells products() {
    return products;
  }

  long get(int word) {
    return (long) WORDS.getOpaque(words, PAD + word);
  }

  double getDouble(int word) {
    return Double.longBitsToDouble(get(word));
  }

  /** Only for the holder, as are the methods below: its own words it may read plainly. */
  void setDouble(int word, double value) {
    WORDS.setOpaque(words, PAD + word, Double.doubleToRawLongBits(value));
  }

  double getHeld(int word) {
    return Double.longBitsToDouble(words[PAD + word]);
  }

  void increment(int word) {
    WORDS.setOpaque(words, PAD + word, words[PAD + word] + 1);
  }

  void add(int word, double value) {
    setDouble(word, getHeld(word) + value);
  }
}
