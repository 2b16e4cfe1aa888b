package com.nextgen.ml.service.feedback;

import com.nextgen.ml.service.store.Store;
import com.nextgen.ml.service.store.Transaction;
import com.nextgen.ml.service.store.sql.Durability;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many labels of each model wait for their predictions, so that somebody who sends labels of
 * predictions that never were does not fill the store.
 */
final class WaitingLabels {
  private final long most;
  private final Map<String, AtomicLong> counts = new ConcurrentHashMap<>();

  /**
   * @param most of one model that may wait, about
   */
  WaitingLabels(long most) {
    this.most = most;
  }

  boolean hasRoom(String model) {
    AtomicLong count = counts.get(model);
    return count == null || count.get() < most;
  }

  void added(String model, int count) {
    counts.computeIfAbsent(model, name -> new AtomicLong()).addAndGet(count);
  }

  /** Counts what waits: what was joined, was removed, or came by others. Does not wait. */
  void refresh(Store store) {
    var unused = store.write(Durability.UNSYNCED, this::count);
  }

  private int count(Transaction transaction) {
    transaction
        .models()
        .names()
        .forEach(
            (model, name) ->
                counts
                    .computeIfAbsent(name, key -> new AtomicLong())
                    .set(transaction.labels().countWaiting(model)));
    return counts.size();
  }
}
