package com.nextgen.ml.monitoring.attribution.tree;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Counts patterns at one leaf: in an array for few features, else only those that occur. */
abstract sealed class LeafTally {
  /** An array of all patterns of more features would be mostly empty. */
  static final int MAX_DENSE = 8;

  final int width;

  private LeafTally(int width) {
    this.width = width;
  }

  static LeafTally of(int width) {
    return width <= MAX_DENSE ? new Dense(width) : new Sparse(width);
  }

  /** Counts a pattern, and returns whether it is the first time. */
  abstract boolean add(long pattern);

  abstract LeafCounts counts(long rows);

  private static final class Dense extends LeafTally {
    private final int[] tally;

    Dense(int width) {
      super(width);
      this.tally = new int[1 << width];
    }

    @Override
    boolean add(long pattern) {
      return tally[(int) pattern]++ == 0;
    }

    @Override
    LeafCounts counts(long rows) {
      int[] used = IntStream.range(0, tally.length).filter(i -> tally[i] > 0).toArray();
      return new LeafCounts(
          Arrays.stream(used).asLongStream().toArray(),
          Arrays.stream(used).mapToLong(i -> tally[i]).toArray(),
          width,
          rows);
    }
  }

  /** Open addressing with linear probing, at most half full; a slot without a count is free. */
  private static final class Sparse extends LeafTally {
    private long[] keys = new long[16];
    private int[] tally = new int[16];
    private int used;

    Sparse(int width) {
      super(width);
    }

    @Override
    boolean add(long pattern) {
      int slot = slot(pattern);
      if (tally[slot]++ > 0) {
        return false;
      }
      keys[slot] = pattern;
      used++;
      if (used > keys.length / 2) {
        grow();
      }
      return true;
    }

    private int slot(long pattern) {
      long mixed = pattern * 0x9E3779B97F4A7C15L;
      int slot = (int) (mixed >>> 32) & (keys.length - 1);
      while (tally[slot] > 0 && keys[slot] != pattern) {
        slot = (slot + 1) & (keys.length - 1);
      }
      return slot;
    }

    private void grow() {
      long[] oldKeys = keys;
      int[] old = tally;
      keys = new long[2 * oldKeys.length];
      tally = new int[keys.length];
      for (int i = 0; i < old.length; i++) {
        if (old[i] > 0) {
          int slot = slot(oldKeys[i]);
          keys[slot] = oldKeys[i];
          tally[slot] = old[i];
        }
      }
    }

    @Override
    LeafCounts counts(long rows) {
      long[] patterns =
          IntStream.range(0, keys.length)
              .filter(i -> tally[i] > 0)
              .mapToLong(i -> keys[i])
              .sorted()
              .toArray();
      long[] counts = Arrays.stream(patterns).map(pattern -> tally[slot(pattern)]).toArray();
      return new LeafCounts(patterns, counts, width, rows);
    }
  }
}
