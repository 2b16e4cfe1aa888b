package com.nextgen.ml.monitoring.counts.live;

import com.nextgen.ml.monitoring.text.Messages;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * The first values of one categorical column that the baseline never had, by name, and how often
 * each came. Thread-safe; takes no lock once a name is known or no more are taken.
 */
final class UnseenNames {
  /** Names kept; who sends more learns only how many rows had others. */
  static final int MOST = 20;

  private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
  private final LongAdder others = new LongAdder();

  /** Counts one value. Long ones are cut as in messages; two that are equal then count as one. */
  void add(String value) {
    String name = Messages.quoted(value);
    LongAdder known = counts.get(name);
    if (known == null && counts.size() < MOST) {
      known = admitted(name);
    }
    (known == null ? others : known).increment();
  }

  /** At most {@link #MOST} times, and once for each name, so a lock is no matter. */
  private synchronized LongAdder admitted(String name) {
    LongAdder known = counts.get(name);
    if (known != null) {
      return known;
    }
    return counts.size() < MOST ? counts.computeIfAbsent(name, n -> new LongAdder()) : others;
  }

  UnseenValues values() {
    Map<String, Long> sorted = new LinkedHashMap<>();
    counts.entrySet().stream()
        .map(entry -> Map.entry(entry.getKey(), entry.getValue().sum()))
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
    return new UnseenValues(sorted, others.sum());
  }
}
