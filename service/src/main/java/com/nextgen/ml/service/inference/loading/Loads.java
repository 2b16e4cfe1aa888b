package com.nextgen.ml.service.inference.loading;

import com.nextgen.ml.monitoring.schema.policy.DurationSpelling;
import com.nextgen.ml.service.inference.ModelLoadException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs loads, a bounded number at a time and each on a thread of its own. One that takes longer
 * than it may is given up: it fails, another one starts in its place, and its thread, which nothing
 * can end while it is in native code, is counted until it comes back.
 */
final class Loads implements AutoCloseable {
  /** How many threads may hang before nothing is loaded any more. */
  static final int MAX_HANGING = 8;

  private final int atOnce;
  private final ScheduledThreadPoolExecutor timer;
  private final Queue<Load<?>> waiting = new ArrayDeque<>();
  private final Set<Load<?>> running = new HashSet<>();
  private int hanging;
  private boolean closed;

  /** What is run: gets the place to say how long its steps may take. */
  interface Work<T> {
    T run(LoadStep step) throws Exception;
  }

  Loads(int atOnce) {
    this.atOnce = atOnce;
    this.timer = new ScheduledThreadPoolExecutor(1, work -> daemon(work, "load-limits"));
    timer.setRemoveOnCancelPolicy(true);
  }

  /**
   * Runs work as soon as there is room for it.
   *
   * @param late takes a result for which nobody waits any more
   * @param done is notified once of the result, or of what the work threw, or of a {@link
   *     ModelLoadException} if it took too long or may not start
   */
  <T> void start(String name, Work<T> work, Consumer<T> late, BiConsumer<T, Throwable> done) {
    Load<T> load = new Load<>(name, work, late);
    CompletableFuture<T> told = load.future.whenComplete(done);
    told.exceptionally(failure -> null); // told already
    synchronized (this) {
      if (!closed) {
        waiting.add(load);
      }
    }
    next();
    if (isClosed()) {
      load.end(new ModelLoadException("the service stops"));
    }
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  /** How many threads are still busy with what was given up. */
  synchronized int hanging() {
    return hanging;
  }

  /** Nobody is told under this object's lock. */
  private void next() {
    for (Load<?> load : startWaiting()) {
      load.end(
          new ModelLoadException(
              MAX_HANGING + " loads hang in this process; restart it to load anything again"));
    }
  }

  private synchronized List<Load<?>> startWaiting() {
    List<Load<?>> refused = new ArrayList<>();
    while (!closed && running.size() < atOnce && !waiting.isEmpty()) {
      Load<?> load = waiting.remove();
      if (hanging >= MAX_HANGING) {
        refused.add(load);
      } else {
        running.add(load);
        daemon(load, "load " + load.name).start();
      }
    }
    return refused;
  }

  private void ended(Load<?> load) {
    synchronized (this) {
      if (!running.remove(load)) {
        hanging--;
      }
    }
    next();
  }

  private synchronized boolean giveUp(Load<?> load) {
    if (!running.remove(load)) {
      return false;
    }
    hanging++;
    return true;
  }

  private static Thread daemon(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }

  /** Gives everything up and waits for nothing. */
  @Override
  public void close() {
    Set<Load<?>> ended;
    synchronized (this) {
      closed = true;
      ended = new HashSet<>(running);
      ended.addAll(waiting);
      waiting.clear();
    }
    timer.shutdownNow();
    ended.forEach(load -> load.end(new ModelLoadException("the service stops")));
  }

  private final class Load<T> implements Runnable, LoadStep {
    private final String name;
    private final Work<T> work;
    private final Consumer<T> late;
    private final CompletableFuture<T> future = new CompletableFuture<>();
    private volatile @Nullable Thread thread;
    private @Nullable ScheduledFuture<?> limit;

    Load(String name, Work<T> work, Consumer<T> late) {
      this.name = name;
      this.work = work;
      this.late = late;
    }

    @Override
    @SuppressWarnings("InterruptedExceptionSwallowed") // the thread ends with it
    public void run() {
      thread = Thread.currentThread();
      try {
        T value = work.run(this);
        if (!future.complete(value)) {
          late.accept(value);
        }
      } catch (Throwable e) { // even an Error is this version's failure alone
        future.completeExceptionally(e);
      } finally {
        limit(null);
        ended(this);
      }
    }

    @Override
    public void mayTake(Duration time) {
      String spelled = DurationSpelling.of(time);
      try {
        limit(
            timer.schedule(
                () -> overdue("it did not load within " + spelled),
                time.toNanos(),
                TimeUnit.NANOSECONDS));
      } catch (RejectedExecutionException e) {
        throw new IllegalStateException("the service stops", e);
      }
    }

    private synchronized void limit(@Nullable ScheduledFuture<?> next) {
      if (limit != null) {
        limit.cancel(false);
      }
      limit = next;
    }

    private void overdue(String message) {
      if (giveUp(this)) {
        end(new ModelLoadException(message));
        next();
      }
    }

    private void end(ModelLoadException reason) {
      future.completeExceptionally(reason);
      Thread running = thread;
      if (running != null) {
        running.interrupt();
      }
    }
  }
}
