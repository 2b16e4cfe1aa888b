package com.nextgen.ml.service.feedback.log;

import com.nextgen.ml.service.feedback.outcome.LabelJoin;
import com.nextgen.ml.service.store.WriteSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
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

  /** Taken from the queue, in order; only the writing thread looks at it. */
  private final List<LogTask> unwritten = new ArrayList<>();

  public PredictionLog(LabelJoin join, Subjects subjects) {
    this.join = join;
    this.subjects = subjects;
  }

  /** Takes rows; false if there is no room. */
  boolean offer(LoggedRows rows) {
    // Above the bound by at most one request a thread; nobody waits for an exact answer.
    if (waiting.get() + rows.size() > CAPACITY) {
      return false;
    }
    waiting.addAndGet(rows.size());
    queue.add(rows);
    return true;
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
  }

  /**
   * Told by the task, on the writing thread.
   *
   * @param again whether to try again
   */
  void failed(LogTask task, boolean again) {
    if (!again) {
      unwritten.remove(task);
      waiting.addAndGet(-task.size());
      task.rows().forEach(rows -> rows.version().counting().onUnlogged(rows.size()));
    }
  }
}
