package com.nextgen.ml.service.inference;

import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Rows in chunks that any number of threads predict together: each takes the next chunk until there
 * is none. Who waits for the end waits only for chunks that a thread has taken, so it never waits
 * for a thread that does not come.
 */
final class Chunks implements Runnable {
  static final int ROWS = 1_024;

  private final ServedVersion version;
  private final RowBlock rows;
  private final long deadline;
  private final int size;
  private final AtomicInteger next = new AtomicInteger();
  private final CountDownLatch open;
  private final AtomicReferenceArray<@Nullable PredictionBlock> parts;
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  /**
   * @param deadline when all runs are ended, on the clock of {@link System#nanoTime}
   */
  Chunks(ServedVersion version, RowBlock rows, long deadline) {
    this.version = version;
    this.rows = rows;
    this.deadline = deadline;
    this.size = (rows.rows() + ROWS - 1) / ROWS;
    this.open = new CountDownLatch(size);
    this.parts = new AtomicReferenceArray<>(size);
  }

  int size() {
    return size;
  }

  /** Predicts chunks as long as there are any. */
  @Override
  public void run() {
    for (int i = next.getAndIncrement(); i < size; i = next.getAndIncrement()) {
      try {
        // After a failure the other chunks are for nothing.
        if (failure.get() == null) {
          parts.set(i, predict(i * ROWS));
        }
      } catch (InferenceException | RuntimeException | Error e) {
        failure.compareAndSet(null, e); // who joins throws it
      } finally {
        open.countDown();
      }
    }
  }

  private PredictionBlock predict(int from) throws InferenceException {
    int to = Math.min(rows.rows(), from + ROWS);
    int numbers = rows.numericWidth();
    int texts = rows.categoricalWidth();
    long[] integers = rows.integers();
    RowBlock chunk =
        new RowBlock(
            to - from,
            Arrays.copyOfRange(rows.numeric(), from * numbers, to * numbers),
            Arrays.copyOfRange(rows.categorical(), from * texts, to * texts),
            integers.length == 0
                ? integers
                : Arrays.copyOfRange(integers, from * numbers, to * numbers));
    try {
      return version.predict(chunk, deadline);
    } catch (InferenceException e) {
      throw e.after(from);
    }
  }

  /** Waits until all chunks are predicted, but not for runs of other threads that are stuck. */
  PredictionBlock join() throws InferenceException {
    long atMost = deadline - System.nanoTime() + StuckRuns.GRACE_NANOS;
    try {
      if (!open.await(atMost, TimeUnit.NANOSECONDS)) {
        failure.compareAndSet(null, InferenceException.timeout());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InferenceException("the prediction was interrupted", e);
    }
    Throwable failed = failure.get();
    if (failed instanceof InferenceException inference) {
      throw inference;
    }
    if (failed instanceof Error error) {
      throw error;
    }
    if (failed instanceof RuntimeException unexpected) {
      throw unexpected;
    }
    return joined();
  }

  @SuppressWarnings("NullAway") // all parts are there, and scores may be null
  private PredictionBlock joined() {
    PredictionBlock first = parts.get(0);
    int n = rows.rows();
    int[] classIndex = new int[first.classIndex().length == 0 ? 0 : n];
    double[] score = new double[n];
    double @Nullable [] scores =
        first.scores() == null ? null : new double[first.scores().length / first.rows() * n];
    for (int i = 0; i < size; i++) {
      PredictionBlock part = parts.get(i);
      int at = i * ROWS;
      System.arraycopy(part.score(), 0, score, at, part.rows());
      if (classIndex.length > 0) {
        System.arraycopy(part.classIndex(), 0, classIndex, at, part.rows());
      }
      if (scores != null) {
        System.arraycopy(part.scores(), 0, scores, at * (scores.length / n), part.scores().length);
      }
    }
    return new PredictionBlock(n, classIndex, score, scores);
  }
}
