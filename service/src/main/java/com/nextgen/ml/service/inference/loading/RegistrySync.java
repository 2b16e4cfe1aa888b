package com.nextgen.ml.service.inference.loading;

import com.nextgen.ml.service.registry.ModelRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes up what changes in the registry. {@link #run} is one step, for a scheduler to repeat; it
 * never throws.
 */
public final class RegistrySync implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(RegistrySync.class);

  private final ModelRegistry registry;
  private final ModelTable table;
  private final Clock clock;
  private volatile String problem = "";

  public RegistrySync(ModelRegistry registry, ModelTable table, Clock clock) {
    this.registry = registry;
    this.table = table;
    this.clock = clock;
  }

  /**
   * Loads what is there at the start: two polls, between which nothing may change.
   *
   * @param within what is not loaded by then goes on loading behind the caller
   */
  public void start(Duration within) {
    run();
    run();
    try {
      if (!table.awaitLoads(within)) {
        LOG.warn("some versions are loading still; the others serve");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Polls once and begins to load what has settled. */
  @Override
  public void run() {
    try {
      registry.poll();
      table.sync(clock.instant());
      problem = "";
    } catch (IOException | RuntimeException e) {
      String message = "the registry cannot be read: " + e.getMessage();
      // Once, and not at every poll.
      if (!message.equals(problem)) {
        LOG.warn("{}", message, e);
      }
      problem = message;
    }
  }

  /** Returns why the last poll failed; empty if it did not. */
  public String problem() {
    return problem;
  }
}
