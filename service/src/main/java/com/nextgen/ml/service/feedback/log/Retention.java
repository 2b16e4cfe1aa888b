package com.nextgen.ml.service.feedback.log;

import com.nextgen.ml.monitoring.schema.policy.LogPolicy;
import com.nextgen.ml.service.store.Store;
import com.nextgen.ml.service.store.Transaction;
import com.nextgen.ml.service.store.sql.Durability;
import com.nextgen.ml.service.store.table.PredictionTable;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Removes what is older than its model's retention, a few thousand rows a transaction, so that
 * nobody waits long for it.
 */
public final class Retention {
  private static final int ROWS = 5_000;

  /** Fewer, since their reports are long. */
  private static final int VERDICTS = 500;

  private final Store store;
  private final Supplier<Map<String, Duration>> retention;
  private final LongSupplier millis;
  private final LongAdder removed = new LongAdder();
  private final AtomicBoolean sweeping = new AtomicBoolean();
  private volatile @Nullable Long oldest;

  /**
   * @param retention by model; others are kept as long as usual
   */
  public Retention(Store store, Supplier<Map<String, Duration>> retention, LongSupplier millis) {
    this.store = store;
    this.retention = retention;
    this.millis = millis;
  }

  /**
   * What one transaction came to.
   *
   * @param next the sequence number to go on from; -1 at the end
   */
  private record Step(long next, int removed, @Nullable Long oldest) {}

  /** Begins a sweep, unless one is going on. Does not wait for it. */
  public void sweep() {
    if (sweeping.compareAndSet(false, true)) {
      step(0);
    }
  }

  /** Rows removed since the start: predictions, labels, evaluations and verdicts. */
  public long removed() {
    return removed.sum();
  }

  /**
   * Returns when the oldest row was predicted, in milliseconds since 1970; null if there is none.
   */
  public @Nullable Long oldest() {
    return oldest;
  }

  private void step(long from) {
    var unused =
        store
            .write(Durability.UNSYNCED, transaction -> remove(transaction, from), this::removed)
            .whenComplete(
                (step, error) -> {
                  if (step != null && step.next >= 0) {
                    step(step.next);
                  } else {
                    sweeping.set(false);
                  }
                });
  }

  private void removed(Step step) {
    removed.add(step.removed);
    oldest = step.oldest;
  }

  private Step remove(Transaction transaction, long from) {
    PredictionTable.Oldest first = transaction.predictions().oldest();
    long begin = first == null ? from : Math.max(from, first.sequence());
    long now = millis.getAsLong();
    int count = 0;
    boolean more = false;
    long latest = Long.MIN_VALUE;
    for (Map.Entry<Long, String> model : transaction.models().names().entrySet()) {
      long before = now - kept(model.getValue()).toMillis();
      latest = Math.max(latest, before);
      long key = model.getKey();
      transaction.models().lock(key);
      PredictionTable.Erased erased =
          transaction.predictions().expire(key, begin, begin + ROWS, before);
      int waiting = transaction.labels().expireWaiting(key, before, ROWS);
      int verdicts = transaction.verdicts().expire(key, before, VERDICTS);
      count += erased.predictions() + erased.labels() + waiting + verdicts;
      count += transaction.evaluations().expire(key, before);
      more |= waiting == ROWS || verdicts == VERDICTS;
    }
    Long youngest = transaction.predictions().firstFrom(begin + ROWS);
    more |= youngest != null && youngest < latest;
    PredictionTable.Oldest left = transaction.predictions().oldest();
    return new Step(more ? begin + ROWS : -1, count, left == null ? null : left.predictedAt());
  }

  private Duration kept(String model) {
    return retention.get().getOrDefault(model, LogPolicy.DEFAULT.retention());
  }
}
