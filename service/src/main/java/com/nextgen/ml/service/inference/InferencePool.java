package com.nextgen.ml.service.inference;

import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.service.fault.ErrorReason;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Threads for what is too much for an event loop: large batches, versions whose runs are not known
 * to be short, observations, feedback. Its queue is bounded and nobody ever waits for room in it.
 *
 * <p>One version has no more threads at a time than there are cores, and a queue of its own behind
 * that. A thread that has been busy with one piece of work for long is made up for by another, see
 * {@link ElasticThreads}: so a version that hangs leaves others as many threads as there were.
 */
public final class InferencePool implements Executor, AutoCloseable {
  /** A run on an event loop is ended after this. */
  static final long EVENT_LOOP_NANOS = 50_000_000;

  private final int threads;
  private final int waiting;
  private final ElasticThreads pool;

  /**
   * @param threads as many as there are cores
   * @param waiting how many pieces of work may wait for a thread, of all and again of each version
   */
  public InferencePool(int threads, int waiting) {
    this.threads = threads;
    this.waiting = waiting;
    this.pool = new ElasticThreads(threads, waiting);
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
   * Runs work of a version on one of the threads, in its turn among the work of that version.
   *
   * @throws OverloadedException if there is no room for it, or the pool is closed
   */
  public void execute(ServedVersion version, Runnable work) {
    version.runs().lane().execute(pool, work, share(), waiting);
  }

  /** Where nothing is left to make up for held threads, a version may hold but one more. */
  private int share() {
    return pool.isStretched() ? 1 : threads;
  }

  /**
   * Predicts rows on the calling thread, an event loop, and ends that after 50 ms. Does not tell
   * the observer.
   *
   * @throws InferenceException if the model fails on these rows, or had to be ended ({@link
   *     ErrorReason#TIMEOUT}): they can be tried again in the pool
   * @throws FencedException if the version takes no calls now
   */
  public PredictionBlock predictOnEventLoop(ServedVersion version, RowBlock rows)
      throws InferenceException {
    long now = System.nanoTime();
    admit(version, now);
    try {
      PredictionBlock predictions = version.predict(rows, now + EVENT_LOOP_NANOS);
      version.runs().fence().answered();
      return predictions;
    } catch (InferenceException e) {
      if (e.reason() == ErrorReason.TIMEOUT) {
        version.runs().shortRuns().endedOnEventLoop(rows.rows());
      }
      throw e;
    }
  }

  /**
   * Predicts rows on the calling thread, which is one of the pool's or one that may wait; threads
   * that have nothing else to do take chunks of 1,024 rows off it. Does not tell the observer.
   *
   * @param deadline when it is ended, on the clock of {@link System#nanoTime}
   * @param patience nanoseconds after which a run that had to be ended counts as hanging; one that
   *     began too late for its deadline does not
   * @throws InferenceException if the model fails on these rows, or the deadline passes ({@link
   *     ErrorReason#TIMEOUT}); of several errors, one
   * @throws FencedException if the version takes no calls now
   */
  public PredictionBlock predict(ServedVersion version, RowBlock rows, long deadline, long patience)
      throws InferenceException {
    long begun = System.nanoTime();
    if (begun - deadline >= 0) {
      throw InferenceException.timeout();
    }
    admit(version, begun);
    try {
      PredictionBlock predictions =
          rows.rows() <= Chunks.ROWS
              ? version.predict(rows, deadline)
              : together(new Chunks(version, rows, deadline), version);
      version.runs().fence().answered();
      return predictions;
    } catch (InferenceException e) {
      long now = System.nanoTime();
      if (e.reason() == ErrorReason.TIMEOUT && now - begun >= patience) {
        version.runs().fence().timedOut(now);
      }
      throw e;
    }
  }

  private static void admit(ServedVersion version, long now) {
    Fence fence = version.runs().fence();
    if (!fence.admits(now)) {
      throw new FencedException(fence.refusal());
    }
  }

  private PredictionBlock together(Chunks chunks, ServedVersion version) throws InferenceException {
    Lane lane = version.runs().lane();
    for (int helpers = Math.min(threads, chunks.size()) - 1; helpers > 0; helpers--) {
      // Other requests that wait come first.
      if (pool.waiting() > 0 || !lane.offer(pool, chunks, share())) {
        break;
      }
    }
    chunks.run();
    return chunks.join();
  }

  /**
   * Returns how many pieces of work wait for a thread, those left out that wait for their version.
   */
  public int waiting() {
    return pool.waiting();
  }

  /** Takes no more work. What was accepted is still done; see {@link #awaitEnd}. */
  @Override
  public void close() {
    pool.close();
  }

  /**
   * Waits for what was accepted before {@link #close}.
   *
   * @return whether all of it is done
   */
  public boolean awaitEnd(Duration atMost) throws InterruptedException {
    return pool.awaitEnd(atMost.toNanos(), TimeUnit.NANOSECONDS);
  }
}
