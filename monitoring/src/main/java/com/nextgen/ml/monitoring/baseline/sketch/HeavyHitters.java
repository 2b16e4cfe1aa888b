package com.nextgen.ml.monitoring.baseline.sketch;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * Counts of the most frequent keys of a stream in bounded memory.
 *
 * <p>Exact until there are more keys than fit. Then it is the algorithm of Misra and Gries,
 * "Finding Repeated Elements" (1982), in the batched form of Agarwal et al., "Mergeable Summaries"
 * (2013): the median count is taken off every counter and those at zero go. Each time at least half
 * of the counters lose that much, so a count is short by at most {@link #error}, which is at most 2
 * n / most.
 */
final class HeavyHitters<K> {
  private final int most;
  private final long heaviest;
  private final ToIntFunction<K> weight;
  private final Map<K, Counter> counters = new HashMap<>();
  private long weights;
  private long error;
  private long distinct;

  /**
   * @param most how many keys are counted at a time
   * @param heaviest what their weights may sum to; past it keys are forgotten as well
   */
  HeavyHitters(int most, long heaviest, ToIntFunction<K> weight) {
    this.most = most;
    this.heaviest = heaviest;
    this.weight = weight;
  }

  void add(K key) {
    Counter counter = counters.get(key);
    if (counter != null) {
      counter.count++;
      return;
    }
    counters.put(key, new Counter());
    weights += weight.applyAsInt(key);
    distinct = Math.max(distinct, counters.size());
    if (counters.size() > most || weights > heaviest) {
      purge();
    }
  }

  private void purge() {
    long[] counts = counters.values().stream().mapToLong(counter -> counter.count).toArray();
    Arrays.sort(counts);
    long median = counts[counts.length / 2];
    error += median;
    counters
        .entrySet()
        .removeIf(
            entry -> {
              entry.getValue().count -= median;
              boolean gone = entry.getValue().count <= 0;
              if (gone) {
                weights -= weight.applyAsInt(entry.getKey());
              }
              return gone;
            });
  }

  /** By how much any count is short at most; 0 if all are exact and no key was forgotten. */
  long error() {
    return error;
  }

  /** How many keys there were if all counts are exact, else at least how many. */
  long distinct() {
    return distinct;
  }

  /** The keys that are remembered and their counts, each short by at most {@link #error}. */
  Map<K, Long> counts() {
    Map<K, Long> counts = new HashMap<>(counters.size() * 2);
    counters.forEach((key, counter) -> counts.put(key, counter.count));
    return counts;
  }

  private static final class Counter {
    private long count = 1;
  }
}
