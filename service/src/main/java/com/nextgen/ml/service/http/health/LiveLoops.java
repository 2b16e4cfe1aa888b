package com.nextgen.ml.service.http.health;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.EventExecutorChooserFactory;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Gives new connections to the event loops in turn, past those that do not come round: an event
 * loop held by something that never ends loses the connections it has, but gets no more.
 */
final class LiveLoops implements EventExecutorChooserFactory {
  private static final Duration BEAT = Duration.ofMillis(250);

  /** An event loop that has not come round for this long gets no connections. */
  static final Duration LATE = Duration.ofSeconds(1);

  /** If none has for this long, the process is of no use any more. */
  static final Duration LOST = Duration.ofSeconds(30);

  private volatile AtomicLongArray beats = new AtomicLongArray(0);

  @Override
  public EventExecutorChooser newChooser(EventExecutor[] loops) {
    AtomicLongArray seen = new AtomicLongArray(loops.length);
    for (int i = 0; i < loops.length; i++) {
      int loop = i;
      seen.set(loop, System.nanoTime());
      var unused =
          loops[loop].scheduleWithFixedDelay(
              () -> seen.set(loop, System.nanoTime()), 0, BEAT.toMillis(), TimeUnit.MILLISECONDS);
    }
    beats = seen;
    AtomicInteger turn = new AtomicInteger();
    return () -> loops[choose(seen, turn.getAndIncrement(), System.nanoTime())];
  }

  /** The next event loop that comes round; the next one if none does. */
  private static int choose(AtomicLongArray seen, int turn, long now) {
    int loops = seen.length();
    for (int i = 0; i < loops; i++) {
      int loop = Math.floorMod(turn + i, loops);
      if (now - seen.get(loop) < LATE.toNanos()) {
        return loop;
      }
    }
    return Math.floorMod(turn, loops);
  }

  /**
   * Whether there are event loops and none has come round for long.
   *
   * @param now on the clock of {@link System#nanoTime}
   */
  boolean areLost(long now) {
    int loops = beats.length();
    return loops > 0 && late(now, LOST) == loops;
  }

  /** How many event loops have not come round for that long. */
  int late(long now, Duration by) {
    AtomicLongArray seen = beats;
    int late = 0;
    for (int loop = 0; loop < seen.length(); loop++) {
      late += now - seen.get(loop) >= by.toNanos() ? 1 : 0;
    }
    return late;
  }
}
