package com.nextgen.ml.service.http.health;

import io.micronaut.runtime.graceful.GracefulShutdownCapable;
import io.micronaut.runtime.server.EmbeddedServer;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends a server without cutting anybody off. */
public final class GracefulStop {
  private static final Logger LOG = LoggerFactory.getLogger(GracefulStop.class);

  private GracefulStop() {}

  /**
   * Says that no more requests are wanted, takes no more connections, and waits until the requests
   * in flight are answered.
   *
   * @param atMost how long they have
   * @return whether all were
   */
  public static boolean of(EmbeddedServer server, Readiness readiness, Duration atMost) {
    readiness.set(false);
    if (!server.isRunning() || !(server instanceof GracefulShutdownCapable capable)) {
      return true;
    }
    try {
      capable
          .shutdownGracefully()
          .toCompletableFuture()
          .get(atMost.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      LOG.warn("requests in flight were cut off after {} ms", atMost.toMillis());
    } catch (ExecutionException e) {
      LOG.warn("the server did not stop in order", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }
}
