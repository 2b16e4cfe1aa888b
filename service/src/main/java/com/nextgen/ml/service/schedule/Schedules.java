package com.nextgen.ml.service.schedule;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** All that is done again and again until the service ends. */
public final class Schedules implements AutoCloseable {
  /** Enough that one which hangs, on a storage that is away, holds up no other. */
  private static final int THREADS = 4;

  private final Clock clock;
  private final List<Schedule> all = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService threads;

  /**
   * @param clock tells when turns went well
   */
  public Schedules(Clock clock) {
    this.clock = clock;
    this.threads =
        Executors.newScheduledThreadPool(
            THREADS,
            work -> {
              Thread thread = new Thread(work, "schedule");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Returns a schedule of this name, whose turns somebody else takes, or {@link #repeat} will. */
  public Schedule named(String name) {
    Schedule schedule = new Schedule(name, clock);
    add(schedule);
    return schedule;
  }

  /** Shows a schedule that has a thread of its own. */
  public void add(Schedule schedule) {
    all.add(schedule);
  }

  /** Takes turns with pauses between them, the first after a pause. */
  public void repeat(Schedule schedule, Schedule.Turn turn, Duration pause) {
    start(() -> schedule.run(turn), pause, pause);
  }

  /**
   * Takes turns in an executor, for work that may wait long. While one waits or runs there, no
   * other is handed over; a full executor is a failed turn.
   *
   * @param first the pause before the first
   */
  public void repeatIn(
      Executor executor, Schedule schedule, Schedule.Turn turn, Duration first, Duration pause) {
    AtomicBoolean handedOver = new AtomicBoolean();
    start(
        () -> {
          if (handedOver.compareAndSet(false, true)) {
            handOver(executor, schedule, turn, handedOver);
          }
        },
        first,
        pause);
  }

  private static void handOver(
      Executor executor, Schedule schedule, Schedule.Turn turn, AtomicBoolean handedOver) {
    try {
      executor.execute(
          () -> {
            try {
              schedule.run(turn);
            } finally {
              handedOver.set(false);
            }
          });
    } catch (Throwable e) { // full, or no memory to hand over with
      handedOver.set(false);
      schedule.failed(e);
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // a turn never throws
  private void start(Runnable turn, Duration first, Duration pause) {
    threads.scheduleWithFixedDelay(turn, first.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Returns how each of them does. */
  public List<Schedule> all() {
    return List.copyOf(all);
  }

  /** Takes no more turns, and interrupts those that are being taken. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
