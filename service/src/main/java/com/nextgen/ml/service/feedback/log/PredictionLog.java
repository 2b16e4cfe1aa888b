package com.nextgen.ml.service.feedback.log;

import com.nextgen.ml.service.feedback.outcome.LabelJoin;
import com.nextgen.ml.service.store.WriteSource;
import com.nextgen.ml.service.store.sql.Durability;
import com.nextgen.ml.service.store.sql.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * Rows on their way from requests to the store: a bounded queue that nobody ever waits for. What it
 * has no room for is not logged.
 */
public final class PredictionLog implements WriteSource {
  /** Rows that may wait; some hundred bytes each and what their features take. */
  public static final int CAPACITY = 100_000;

  private static final int MAX_TOGETHER = 4_096;

  private final LabelJoin join;
  private final Subjects subjects;
  private final Queue<LoggedRows> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final LongAdder written = new LongAdder();

  private final Durability durability;

  /** Rows that were ever taken, and that were ever written or given up; in the queue's order. */
  private final AtomicLong taken = new AtomicLong();

  private final AtomicLong settled = new AtomicLong();

  /** Rows that there was no room for, or that the store did not take. */
  private final AtomicLong dropped = new AtomicLong();

  private final Queue<Awaited> awaited = new ConcurrentLinkedQueue<>();

  /** Somebody waits until so many rows are settled. */
  private record Awaited(long rows, CompletableFuture<Void> kept) {}

  /** Taken from the queue, in order; only the writing thread looks at it. */
  private final List<LogTask> unwritten = new ArrayList<>();

  /**
   * @param durability of what is written
   */
  public PredictionLog(LabelJoin join, Subjects subjects, Durability durability) {
    this.durability = durability;
    this.join = join;
    this.subjects = subjects;
  }

  /** Takes rows; false if there is no room. */
  boolean offer(LoggedRows rows) {
    // Above the bound by at most one request a thread; nobody waits for an exact answer.
    if (waiting.get() + rows.size() > CAPACITY) {
      dropped.addAndGet(rows.size());
      return false;
    }
    waiting.addAndGet(rows.size());
    taken.addAndGet(rows.size()); // before the queue has them: nobody waits for too few
    queue.add(rows);
    return true;
  }

  Durability durability() {
    return durability;
  }

  /** Returns how many rows were dropped. */
  public long dropped() {
    return dropped.get();
  }

  /**
   * Returns a future that is completed once all rows that were taken until now are written; with a
   * {@link StoreException} if some are not, or some were dropped meanwhile.
   *
   * @param droppedBefore what {@link #dropped} was before the rows were offered
   */
  public CompletableFuture<Void> kept(long droppedBefore) {
    if (dropped.get() != droppedBefore) {
      return CompletableFuture.failedFuture(
          new StoreException("the prediction log has no room", null));
    }
    Awaited one = new Awaited(taken.get(), new CompletableFuture<>());
    awaited.add(one);
    tellAwaited();
    return one.kept;
  }

  private void tellAwaited() {
    long now = settled.get();
    awaited.removeIf(
        one -> {
          boolean over = one.rows <= now;
          if (over) {
            one.kept.complete(null);
          }
          return over || one.kept.isDone();
        });
  }

  /** Returns how many rows wait. */
  public int waiting() {
    return waiting.get();
  }

  /** Returns how many rows were written. */
  public long written() {
    return written.sum();
  }

  @Override
  public boolean yieldsRoom() {
    return true;
  }

  /** Returns all that waits at this moment: a label that is written next finds its prediction. */
  @Override
  public List<LogTask> next() {
    int left = waiting.get() - unwritten.stream().mapToInt(LogTask::size).sum();
    while (left > 0) {
      List<LoggedRows> rows = new ArrayList<>();
      int count = 0;
      while (count < MAX_TOGETHER) {
        LoggedRows next = queue.poll();
        if (next == null) {
          break;
        }
        rows.add(next);
        count += next.size();
      }
      if (rows.isEmpty()) {
        break;
      }
      unwritten.add(new LogTask(this, join, subjects, rows));
      left -= count;
    }
    return List.copyOf(unwritten);
  }

  /** Told by the task, on the writing thread. */
  void written(LogTask task) {
    unwritten.remove(task);
    waiting.addAndGet(-task.size());
    written.add(task.size());
    settled.addAndGet(task.size());
    tellAwaited();
  }

  /**
   * Told by the task, on the writing thread.
   *
   * @param why it is tried again, unless it was refused
   */
  void failed(LogTask task, StoreException why) {
    awaited.forEach(one -> one.kept.completeExceptionally(why));
    if (why.isRefused()) {
      dropped.addAndGet(task.size());
      settled.addAndGet(task.size());
      unwritten.remove(task);
      waiting.addAndGet(-task.size());
      task.rows().forEach(rows -> rows.version().counting().onUnlogged(rows.size()));
    }
  }
}
