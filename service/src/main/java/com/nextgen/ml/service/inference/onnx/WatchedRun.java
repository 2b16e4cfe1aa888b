package com.nextgen.ml.service.inference.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.nextgen.ml.service.inference.StuckRuns;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * What one model run at a time is run with, so that the {@link RunWatchdog} can end it. The running
 * thread writes two longs and swaps one; it waits for nobody, and nothing is allocated.
 *
 * <pre>
 *   state: 62 bits number of the run | 2 bits phase
 *
 *   IDLE ──begin──▶ RUNNING ──end──────────────────────────▶ IDLE
 *                      └─ past its deadline ─▶ ENDING ─▶ ENDED ─▶ IDLE
 * </pre>
 *
 * The number makes sure that the watchdog, which read the deadline of one run, cannot end the next.
 */
final class WatchedRun implements AutoCloseable {
  /** A deadline that never comes: half the range of the clock away. */
  static final long NEVER = Long.MAX_VALUE / 2;

  // Phases; 0 is idle.
  private static final long RUNNING = 1;
  private static final long ENDING = 2;
  private static final long ENDED = 3;
  private static final long PHASE = 3;
  private static final long NEXT = 4;

  private static final VarHandle STATE;

  static {
    try {
      STATE = MethodHandles.lookup().findVarHandle(WatchedRun.class, "state", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final OrtSession.RunOptions options;
  private volatile long state;
  private volatile StuckRuns listener = StuckRuns.UNHEARD;
  private long deadline; // published by the state
  private long told; // by the watchdog alone: the state of the run that is known to be stuck

  WatchedRun() throws OrtException {
    options = new OrtSession.RunOptions();
  }

  /** What the session runs with. */
  OrtSession.RunOptions options() {
    return options;
  }

  /**
   * A run begins.
   *
   * @param end when it is ended, on the clock of {@link System#nanoTime}
   * @param stuck is notified if it goes on after that
   */
  void begin(long end, StuckRuns stuck) {
    if (listener != stuck) {
      listener = stuck;
    }
    deadline = end;
    STATE.setRelease(this, (state & ~PHASE) + NEXT + RUNNING);
  }

  /**
   * The run is over.
   *
   * @return whether it was told to end
   */
  boolean end() throws OrtException {
    long running = state;
    if ((running & PHASE) == RUNNING && STATE.compareAndSet(this, running, running & ~PHASE)) {
      return false;
    }
    while ((state & PHASE) != ENDED) {
      Thread.onSpinWait(); // for as long as the watchdog's one call takes
    }
    synchronized (this) {
      if (told == state) {
        listener.freed();
      }
      state = state & ~PHASE;
    }
    options.setTerminate(false);
    return true;
  }

  /**
   * Ends the run if it is past its deadline. For the watchdog's thread alone.
   *
   * @param all whether every run has to end
   */
  void check(long now, boolean all) {
    long seen = state;
    switch ((int) (seen & PHASE)) {
      case (int) RUNNING -> {
        boolean late = now - deadline >= 0;
        if ((late || all) && STATE.compareAndSet(this, seen, (seen & ~PHASE) + ENDING)) {
          try {
            options.setTerminate(true);
          } catch (OrtException e) {
            throw new IllegalStateException("a run cannot be told to end", e);
          } finally {
            state = (seen & ~PHASE) + ENDED;
          }
        }
      }
      case (int) ENDED -> tellStuck(now, seen);
      default -> {}
    }
  }

  private synchronized void tellStuck(long now, long seen) {
    if (state == seen && told != seen && now - deadline >= StuckRuns.GRACE_NANOS) {
      told = seen;
      listener.stuck();
    }
  }

  @Override
  public void close() {
    options.close();
  }
}
