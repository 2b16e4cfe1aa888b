package com.nextgen.ml.service.inference;

import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A fixed set of threads for what is too much for an event loop: large batches, observations,
 * feedback. Its queue is bounded and nobody ever waits for room in it.
 */
public final class InferencePool implements Executor, AutoCloseable {
  private final ThreadPoolExecutor pool;

  /**
   * @param threads as many as there are cores
   * @param waiting how many pieces of work may wait for a thread
   */
  public InferencePool(int threads, int waiting) {
    AtomicInteger number = new AtomicInteger();
    pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(waiting),
            task -> {
              Thread thread = new Thread(task, "inference-" + number.getAndIncrement());
              thread.setDaemon(true);
              return thread;
            },
            (task, executor) -> {
              throw new OverloadedException();
            });
  }

  /**
   * Runs work on one of the threads.
   *
   * @throws OverloadedException if there is no room for it, or the pool is closed
   */
  @Override
  public void execute(Runnable work) {
    pool.execute(work);
  }

  /**
   * Predicts rows on the calling thread, which is one of the pool's or one that may wait; threads
   * that have nothing else to do take chunks of 1,024 rows off it. Does not tell the observer.
   *
   * @throws InferenceException if the model fails on these rows; of several errors, one
   */
  public PredictionBlock predict(ServedVersion version, RowBlock rows) throws InferenceException {
    if (rows.rows() <= Chunks.ROWS) {
      return version.predict(rows);
    }
    Chunks chunks = new Chunks(version, rows);
    for (int helpers = Math.min(pool.getCorePoolSize(), chunks.size()) - 1;
        helpers > 0;
        helpers--) {
      if (!pool.getQueue().isEmpty()) {
        break; // Other requests wait, and come first.
      }
      try {
        pool.execute(chunks);
      } catch (RejectedExecutionException e) {
        break;
      }
    }
    chunks.run();
    return chunks.join();
  }

  /** How many pieces of work wait for a thread. */
  public int waiting() {
    return pool.getQueue().size();
  }

  /** Takes no more work. What was accepted is still done; see {@link #awaitEnd}. */
  @Override
  public void close() {
    pool.shutdown();
  }

  /**
   * Waits for what was accepted before {@link #close}.
   *
   * @return whether all of it is done
   */
  public boolean awaitEnd(Duration atMost) throws InterruptedException {
    return pool.awaitTermination(atMost.toMillis(), TimeUnit.MILLISECONDS);
  }
}
