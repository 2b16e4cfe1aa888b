package com.nextgen.ml.monitoring.baseline.sketch;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts of the most frequent numbers of a stream in bounded memory, without an object for each.
 *
 * <p>Exact until there are more numbers than fit. Then it is the algorithm of Misra and Gries,
 * "Finding Repeated Elements" (1982), with batches merged as in Agarwal et al., "Mergeable
 * Summaries" (2013): of the counters of both, the largest that does not fit is taken off all. Each
 * time more counters than fit lose that much, so a count is short by at most {@link #error}, which
 * is at most n / (most + 1).
 */
final class FrequentNumbers {
  private final int most;
  private final double[] batch;
  private int waiting;
  private double[] keys = new double[0];
  private long[] counts = new long[0];
  private long error;

  /**
   * @param most how many numbers are counted at a time
   */
  FrequentNumbers(int most) {
    this.most = most;
    this.batch = new double[2 * most];
  }

  /** Adds a number; not NaN, and not the negative zero. */
  void add(double key) {
    if (waiting == batch.length) {
      merge();
    }
    batch[waiting++] = key;
  }

  private void merge() {
    Arrays.sort(batch, 0, waiting);
    double[] mergedKeys = new double[keys.length + waiting];
    long[] mergedCounts = new long[keys.length + waiting];
    int size = 0;
    int old = 0;
    int at = 0;
    while (old < keys.length || at < waiting) {
      double key =
          at == waiting || (old < keys.length && keys[old] < batch[at]) ? keys[old] : batch[at];
      long count = old < keys.length && keys[old] == key ? counts[old++] : 0;
      for (; at < waiting && batch[at] == key; at++) {
        count++;
      }
      mergedKeys[size] = key;
      mergedCounts[size++] = count;
    }
    waiting = 0;
    keep(mergedKeys, mergedCounts, size);
  }

  private void keep(double[] mergedKeys, long[] mergedCounts, int size) {
    long less = 0;
    if (size > most) {
      long[] sorted = Arrays.copyOf(mergedCounts, size);
      Arrays.sort(sorted);
      less = sorted[size - 1 - most];
      error += less;
    }
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (mergedCounts[i] > less) {
        mergedKeys[kept] = mergedKeys[i];
        mergedCounts[kept++] = mergedCounts[i] - less;
      }
    }
    keys = Arrays.copyOf(mergedKeys, kept);
    counts = Arrays.copyOf(mergedCounts, kept);
  }

  /** By how much any count is short at most; 0 if all are exact and no number was forgotten. */
  long error() {
    merge();
    return error;
  }

  /** The numbers that are remembered and their counts, each short by at most {@link #error}. */
  Map<Double, Long> counts() {
    merge();
    Map<Double, Long> found = new HashMap<>();
    for (int i = 0; i < keys.length; i++) {
      found.put(keys[i], counts[i]);
    }
    return found;
  }
}
