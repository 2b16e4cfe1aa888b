package com.nextgen.ml.monitoring.baseline.sketch;

/**
 * Says of each row of a stream how many rows like it came before, so that what is decided by a row
 * and its number falls to the same rows in whatever order they come. Rows are known by a hash; of
 * at most so many different ones. What comes for the first time after that is always the first of
 * its kind. Not thread-safe.
 */
public final class Occurrences {
  /** Of so many different rows it is known how often they came, in all that is made of rows. */
  public static final int MAX_ROWS = 1_000_000;

  private static final int FIRST_CAPACITY = 1024;

  private final int most;
  private long[] keys = new long[FIRST_CAPACITY];
  private int[] counts = new int[FIRST_CAPACITY];
  private int kept;

  /**
   * @param most how many different rows are remembered
   */
  public Occurrences(int most) {
    this.most = most;
  }

  /** Returns how many rows of this hash came before; one more from now on. */
  public int next(long hash) {
    int at = find(keys, counts, hash);
    if (counts[at] == 0) {
      if (kept == most) {
        return 0;
      }
      if (++kept > keys.length / 2) {
        grow();
        at = find(keys, counts, hash);
      }
      keys[at] = hash;
    }
    return counts[at]++;
  }

  private void grow() {
    long[] moreKeys = new long[2 * keys.length];
    int[] moreCounts = new int[2 * keys.length];
    for (int i = 0; i < keys.length; i++) {
      if (counts[i] > 0) {
        int at = find(moreKeys, moreCounts, keys[i]);
        moreKeys[at] = keys[i];
        moreCounts[at] = counts[i];
      }
    }
    keys = moreKeys;
    counts = moreCounts;
  }

  /** Where a key stands, or would. */
  private static int find(long[] keys, int[] counts, long key) {
    int at = (int) mixed(key) & (keys.length - 1);
    while (counts[at] > 0 && keys[at] != key) {
      at = (at + 1) & (keys.length - 1);
    }
    return at;
  }

  /** Returns a hash of numbers; equal ones have equal hashes. */
  public static long hash(double[] numbers) {
    long hash = 0;
    for (double number : numbers) {
      hash = mixed(hash + Double.doubleToRawLongBits(number));
    }
    return hash;
  }

  /** Returns the bits spread evenly: MurmurHash3's finaliser. */
  public static long mixed(long bits) {
    long hash = bits + 0x9e3779b97f4a7c15L; // or 0 would stay 0
    hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return hash ^ (hash >>> 33);
  }
}
