package com.nextgen.ml.service.csv;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Counts different texts up to a number, by 64-bit hashes of their first characters: among 10,000
 * texts two have one hash with a probability of 3e-12. Takes 128 kB until the number is reached,
 * then nothing.
 */
final class DistinctCounter {
  private static final int LONGEST = 100;
  private static final int FEW = 64;

  private final int most;
  private long @Nullable [] hashes = new long[FEW];
  private int count;

  /**
   * @param most where the counting ends
   */
  DistinctCounter(int most) {
    this.most = most;
  }

  /** How many there were, at most as many as are counted. */
  int count() {
    return count;
  }

  void add(char[] text, int offset, int length) {
    if (hashes != null) {
      add(hash(text, offset, Math.min(length, LONGEST)));
    }
  }

  /** Adds those that another has seen. */
  void add(DistinctCounter other) {
    if (other.hashes == null) {
      full();
    } else {
      Arrays.stream(other.hashes).filter(hash -> hash != 0).forEach(this::add);
    }
  }

  private void full() {
    hashes = null;
    count = most;
  }

  private void add(long hash) {
    long[] table = hashes;
    if (table == null || !insert(table, hash)) {
      return;
    }
    count++;
    if (count == most) {
      full();
    } else if (count > table.length / 4 * 3) {
      long[] wider = new long[2 * table.length];
      Arrays.stream(table).filter(known -> known != 0).forEach(known -> insert(wider, known));
      hashes = wider;
    }
  }

  /** False if it is there already. 0 is an empty slot. */
  private static boolean insert(long[] table, long hash) {
    int slot = (int) hash & (table.length - 1);
    while (table[slot] != 0) {
      if (table[slot] == hash) {
        return false;
      }
      slot = (slot + 1) & (table.length - 1);
    }
    table[slot] = hash;
    return true;
  }

  /** FNV-1a over characters with the last steps of MurmurHash3, which spread it over all bits. */
  private static long hash(char[] text, int offset, int length) {
    long hash = 0xcbf29ce484222325L;
    for (int i = offset; i < offset + length; i++) {
      hash = (hash ^ text[i]) * 0x100000001b3L;
    }
    hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
    hash ^= hash >>> 33;
    return hash == 0 ? 1 : hash;
  }
}
