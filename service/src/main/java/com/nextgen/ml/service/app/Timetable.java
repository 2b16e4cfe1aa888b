package com.nextgen.ml.service.app;

import com.nextgen.ml.service.access.oidc.OidcTokens;
import com.nextgen.ml.service.access.token.FileTokens;
import com.nextgen.ml.service.http.tls.Certificates;
import com.nextgen.ml.service.inference.loading.RegistrySync;
import com.nextgen.ml.service.metrics.system.GpuCollector;
import com.nextgen.ml.service.monitor.live.ClockTime;
import com.nextgen.ml.service.schedule.Schedule;
import com.nextgen.ml.service.schedule.Schedules;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What the service does again and again, how often, and in whose threads. */
final class Timetable {
  private static final Duration TICK = Duration.ofMillis(250);
  private static final Duration LABELS = Duration.ofSeconds(1);
  private static final Duration TOKENS = Duration.ofSeconds(2);
  private static final Duration CERTIFICATES = Duration.ofSeconds(10);
  private static final Duration OIDC = Duration.ofSeconds(10);
  private static final Duration GPUS = Duration.ofSeconds(5);
  private static final Duration HOUSEKEEPING = Duration.ofMinutes(1);

  /** One each for labels, housekeeping, the audit and the keys of an identity provider. */
  private static final int BACKGROUND_THREADS = 4;

  private final Rooms rooms;
  private final Entrance entrance;
  private final Schedules schedules = new Schedules(Clock.systemUTC());
  private final Schedule polls = schedules.named("registry");

  /** For work that waits for the store, which takes no thread from anything else. */
  private final ExecutorService background = background();

  Timetable(Rooms rooms, Entrance entrance) {
    this.rooms = rooms;
    this.entrance = entrance;
  }

  /** Each of its schedules hands over one turn at a time. */
  private static ExecutorService background() {
    return Executors.newFixedThreadPool(
        BACKGROUND_THREADS,
        work -> {
          Thread thread = new Thread(work, "background");
          thread.setDaemon(true);
          return thread;
        });
  }

  /** Returns the schedules, also those that are added later. */
  Schedules schedules() {
    return schedules;
  }

  /**
   * Loads what is in the registry now, in this thread.
   *
   * @param within what is not loaded by then goes on loading behind the caller
   */
  void loadFirst(Duration within) {
    RegistrySync sync = rooms.loading().sync();
    polls.run(() -> taken(sync, () -> sync.start(within)));
  }

  /**
   * Begins what does not depend on the clocks of windows.
   *
   * @param poll how often the registry is looked at
   */
  void start(Duration poll, GpuCollector gpus) {
    RegistrySync sync = rooms.loading().sync();
    schedules.repeat(polls, () -> taken(sync, sync), poll);
    schedules.repeat(schedules.named("gpu"), done(gpus::sample), GPUS);
    FileTokens tokens = entrance.tokens();
    if (tokens != null) {
      schedules.repeat(schedules.named("tokens"), tokens::reload, TOKENS);
    }
    Certificates certificates = entrance.certificates();
    if (certificates != null) {
      schedules.repeat(schedules.named("certificates"), certificates::reload, CERTIFICATES);
    }
    OidcTokens oidc = entrance.oidc();
    if (oidc != null) {
      schedules.repeatIn(
          background,
          schedules.named("oidc"),
          () -> oidc.refresh(Clock.systemUTC().millis()),
          Duration.ZERO,
          OIDC);
    }
    schedules.repeatIn(
        background, schedules.named("audit"), done(this::audit), HOUSEKEEPING, HOUSEKEEPING);
    Recording recording = rooms.recording();
    if (recording != null) {
      schedules.add(recording.store().rounds());
      schedules.repeatIn(
          background,
          schedules.named("housekeeping"),
          done(recording::housekeeping),
          Duration.ZERO,
          HOUSEKEEPING);
    }
  }

  /** Begins to move the windows on, and to take labels. */
  void followClocks(Supplier<ClockTime> clock) {
    schedules.repeat(schedules.named("windows"), done(() -> rooms.moveOn(clock.get())), TICK);
    Recording recording = rooms.recording();
    if (recording != null) {
      schedules.repeatIn(
          background, schedules.named("labels"), done(recording::takeLabels), LABELS, LABELS);
    }
  }

  private void audit() {
    Instant now = Clock.systemUTC().instant();
    entrance.audit().sumUp(now);
    if (entrance.audit().isKept()) {
      entrance.audit().expire(now);
    }
  }

  private static boolean taken(RegistrySync sync, Runnable step) {
    step.run();
    return sync.problem().isEmpty();
  }

  private static Schedule.Turn done(Runnable step) {
    return () -> {
      step.run();
      return true;
    };
  }

  /** Begins no more turns; those in the background go on to their ends. */
  void stop() {
    schedules.close();
    background.shutdown();
  }

  /** Waits for the turns in the background. */
  void awaitEnd(Duration atMost) throws InterruptedException {
    background.awaitTermination(atMost.toNanos(), TimeUnit.NANOSECONDS);
  }
}
