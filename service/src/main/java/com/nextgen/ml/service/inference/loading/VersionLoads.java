package com.nextgen.ml.service.inference.loading;

import com.nextgen.ml.service.inference.ModelLoadException;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.inference.loading.VersionLoader.Opened;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Versions on their way from the registry to an open model. Thread-safe. */
final class VersionLoads implements AutoCloseable {
  private static final int AT_ONCE = 4;

  private final VersionLoader loader;
  private final Loads loads = new Loads(AT_ONCE);
  private final Set<VersionId> underWay = new HashSet<>();

  VersionLoads(VersionLoader loader) {
    this.loader = loader;
  }

  /** Is told of the end of a load: what was opened, or null and why not. */
  interface Arrival {
    void of(@Nullable Opened opened, @Nullable Throwable failure);
  }

  /**
   * Begins to load a version, unless it is under way already.
   *
   * @param arrival is notified on another thread, or on this one of a load that may not start
   */
  void begin(VersionId id, Arrival arrival) {
    synchronized (this) {
      if (!underWay.add(id)) {
        return;
      }
    }
    loads.start(
        id.toString(),
        step -> loader.open(id, step),
        Opened::close,
        (opened, failure) -> {
          try {
            arrival.of(opened, failure);
          } finally {
            ended(id);
          }
        });
  }

  private synchronized void ended(VersionId id) {
    underWay.remove(id);
    notifyAll();
  }

  /**
   * Waits until nothing is under way of what {@link #begin} began.
   *
   * @return false if the time was over before
   */
  synchronized boolean await(Duration time) throws InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    while (!underWay.isEmpty()) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }

  /**
   * Loads a version and waits for it, which takes no longer than a load may.
   *
   * @throws ModelLoadException if it cannot be served; the message says why
   * @throws IOException if the registry cannot be read now
   */
  Opened open(VersionId id) throws ModelLoadException, IOException {
    CompletableFuture<Opened> opened = new CompletableFuture<>();
    loads.start(
        id.toString(),
        step -> loader.open(id, step),
        Opened::close,
        (result, failure) -> {
          if (result == null) {
            opened.completeExceptionally(failure);
          } else if (!opened.complete(result)) {
            result.close();
          }
        });
    try {
      return opened.get();
    } catch (InterruptedException e) {
      if (!opened.completeExceptionally(e) && !opened.isCompletedExceptionally()) {
        opened.join().close();
      }
      Thread.currentThread().interrupt();
      throw new ModelLoadException("the service stops", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new ModelLoadException(LoadFailures.said(e.getCause()), e.getCause());
    }
  }

  /** How many threads are busy still with loads that were given up. */
  int hanging() {
    return loads.hanging();
  }

  /** Gives up everything and waits for nothing. */
  @Override
  public void close() {
    loads.close();
  }
}
