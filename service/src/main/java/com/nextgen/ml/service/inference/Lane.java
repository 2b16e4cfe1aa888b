package com.nextgen.ml.service.inference;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The pool's work for one version. Only part of it is handed to the pool at a time and the rest
 * waits here, so a version whose calls are slow fills neither the pool's threads nor its queue.
 */
final class Lane {
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private int running;
  private @Nullable Executor pool;

  /**
   * Hands over work, at once or once other work of this version is done.
   *
   * @throws RejectedExecutionException if there is no room for it
   */
  synchronized void execute(Executor executor, Runnable work, int maxRunning, int maxWaiting) {
    pool = executor;
    if (running < maxRunning && waiting.isEmpty()) {
      handOver(executor, work);
    } else if (waiting.size() < maxWaiting) {
      waiting.add(work);
    } else {
      throw new OverloadedException();
    }
  }

  /** Hands over work if it can begin at once; whether it was. */
  synchronized boolean offer(Executor executor, Runnable work, int maxRunning) {
    if (running >= maxRunning || !waiting.isEmpty()) {
      return false;
    }
    try {
      handOver(executor, work);
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  /** How much work waits. */
  synchronized int waiting() {
    return waiting.size();
  }

  /** Hands over everything that waits: for work that will only say that it is refused. */
  synchronized void flush() {
    while (pool != null && !waiting.isEmpty()) {
      try {
        handOver(pool, waiting.element());
      } catch (RejectedExecutionException e) {
        return; // what is done calls the next
      }
      waiting.remove();
    }
  }

  private void handOver(Executor executor, Runnable work) {
    executor.execute(() -> run(executor, work));
    running++;
  }

  private void run(Executor executor, Runnable first) {
    Runnable work = first;
    while (work != null) {
      try {
        work.run();
      } finally {
        work = next(executor);
      }
    }
  }

  /** The next piece of work, where the pool has no room for it: this thread does it then. */
  private synchronized @Nullable Runnable next(Executor executor) {
    running--;
    Runnable work = waiting.poll();
    if (work == null) {
      return null;
    }
    try {
      handOver(executor, work);
      return null;
    } catch (RejectedExecutionException e) {
      running++;
      return work;
    }
  }
}
