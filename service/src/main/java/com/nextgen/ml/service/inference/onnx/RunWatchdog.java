package com.nextgen.ml.service.inference.onnx;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that looks at all runs every few milliseconds and ends those past their deadlines. It
 * lives as long as there is something to look at.
 *
 * <p>ONNX Runtime looks at the flag between nodes and the rounds of loops: a long kernel does not
 * obey before its end.
 */
final class RunWatchdog {
  private static final Logger LOG = LoggerFactory.getLogger(RunWatchdog.class);
  private static final long SCAN_NANOS = 5_000_000;

  private final Set<WatchedRun> runs = ConcurrentHashMap.newKeySet();
  private volatile boolean endAll;
  private boolean watching; // guarded by this

  /** Looks after {@code run} from now on. */
  void add(WatchedRun run) {
    runs.add(run);
    synchronized (this) {
      if (!watching) {
        watching = true;
        Thread thread = new Thread(this::watch, "run-watchdog");
        thread.setDaemon(true);
        thread.start();
      }
    }
  }

  /** Looks after {@code run} no more, which is idle and is closed. */
  void remove(WatchedRun run) {
    runs.remove(run);
    run.close(); // only a run under way is ever ended
  }

  /** Ends every run, and every one that begins later. */
  void endAll() {
    endAll = true;
  }

  private void watch() {
    while (true) {
      LockSupport.parkNanos(SCAN_NANOS);
      long now = System.nanoTime();
      for (WatchedRun run : runs) {
        try {
          run.check(now, endAll);
        } catch (RuntimeException e) {
          LOG.error("a model run could not be ended", e);
        }
      }
      synchronized (this) {
        if (runs.isEmpty()) {
          watching = false;
          return;
        }
      }
    }
  }
}
