package com.nextgen.ml.service.inference;

import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A fixed number of threads, and one more for each that has been held by one piece of work for a
 * while, up to four times as many. Who held a thread and lets go of it gives the additional one up.
 */
final class ElasticThreads implements Executor, AutoCloseable {
  /** A piece of work that takes longer holds its thread. */
  static final long HELD_NANOS = 200_000_000;

  private static final int MAX_ADDED_EACH = 4;
  private static final long LOOK_MILLIS = 50;

  private final int threads;
  private final int maxAdded;
  private final ThreadPoolExecutor pool;
  private final ScheduledExecutorService looks;
  private final Set<Busy> busy = ConcurrentHashMap.newKeySet();

  ElasticThreads(int threads, int waiting) {
    this.threads = threads;
    this.maxAdded = MAX_ADDED_EACH * threads;
    AtomicInteger number = new AtomicInteger();
    pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(waiting),
            task -> daemon(task, "inference-" + number.getAndIncrement()),
            (task, executor) -> {
              throw new OverloadedException();
            });
    looks = Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "inference-threads"));
    var unused =
        looks.scheduleWithFixedDelay(
            () -> look(System.nanoTime()), LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  /**
   * @throws OverloadedException if there is no room in the queue, or this is closed
   */
  @Override
  public void execute(Runnable work) {
    pool.execute(new Busy(work));
  }

  int waiting() {
    return pool.getQueue().size();
  }

  /** Whether no more threads can be added. */
  boolean isStretched() {
    return pool.getCorePoolSize() >= threads + maxAdded;
  }

  /** Adds threads for those that are held, or gives up those that are not needed any more. */
  private void look(long now) {
    if (pool.isTerminated()) {
      looks.shutdown();
      return;
    }
    int held = 0;
    for (Busy work : busy) {
      held += now - work.since >= HELD_NANOS ? 1 : 0;
    }
    int size = threads + Math.min(maxAdded, held);
    // The two are kept equal: with a larger maximum a full queue would start threads too.
    if (size > pool.getCorePoolSize()) {
      pool.setMaximumPoolSize(size);
      pool.setCorePoolSize(size);
    } else if (size < pool.getCorePoolSize()) {
      pool.setCorePoolSize(size);
      pool.setMaximumPoolSize(size);
    }
  }

  @Override
  public void close() {
    pool.shutdown();
  }

  boolean awaitEnd(long time, TimeUnit unit) throws InterruptedException {
    return pool.awaitTermination(time, unit);
  }

  private final class Busy implements Runnable {
    private final Runnable work;
    private volatile long since;

    Busy(Runnable work) {
      this.work = work;
    }

    @Override
    public void run() {
      since = System.nanoTime();
      busy.add(this);
      try {
        work.run();
      } finally {
        busy.remove(this);
      }
    }
  }
}
