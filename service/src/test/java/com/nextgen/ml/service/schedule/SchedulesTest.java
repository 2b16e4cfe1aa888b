package com.nextgen.ml.service.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

@Timeout(60)
class SchedulesTest {
  private static final Duration SOON = Duration.ofMillis(1);
  private static final Instant THEN = Instant.parse("2026-11-30T10:00:00Z");
  private static final Clock STOPPED = Clock.fixed(THEN, ZoneOffset.UTC);

  private final Logger logger = (Logger) LoggerFactory.getLogger(Schedule.class);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Schedules schedules = new Schedules(STOPPED);

  @BeforeEach
  void listen() {
    log.start();
    logger.addAppender(log);
  }

  @AfterEach
  void stop() {
    schedules.close();
    logger.detachAppender(log);
  }

  private static boolean fail(Throwable why) throws Exception {
    if (why instanceof Error error) {
      throw error;
    }
    throw (Exception) why;
  }

  @Test
  void exceptionsDoNotEndASchedule() throws Exception {
    Throwable[] all = {
      new OutOfMemoryError("heap"),
      new StackOverflowError(),
      new NoClassDefFoundError("x"),
      new AssertionError("x"),
      new IllegalStateException("x"),
      new java.io.IOException("x"),
    };
    AtomicInteger turn = new AtomicInteger();
    CountDownLatch turns = new CountDownLatch(all.length + 3);
    Schedule schedule = schedules.named("registry");
    schedules.repeat(
        schedule,
        () -> {
          turns.countDown();
          int now = turn.getAndIncrement();
          return now < all.length ? fail(all[now]) : true;
        },
        SOON);
    turns.await();
    assertThat(schedule.failures()).isEqualTo(all.length);
  }

  @Test
  void recordsTheTimeOfSuccessOrTheFailure() {
    AtomicInteger seconds = new AtomicInteger();
    Schedule schedule =
        new Schedule(
            "x",
            new Clock() {
              @Override
              public java.time.ZoneId getZone() {
                return ZoneOffset.UTC;
              }

              @Override
              public Clock withZone(java.time.ZoneId zone) {
                return this;
              }

              @Override
              public Instant instant() {
                return THEN.plusSeconds(seconds.get());
              }
            });
    assertThat(schedule.lastSuccess()).as("when it began").isEqualTo(THEN);
    seconds.set(1);
    assertThat(schedule.run(() -> true)).isTrue();
    seconds.set(2);
    assertThat(schedule.run(() -> false)).isFalse();
    assertThat(schedule.run(() -> fail(new OutOfMemoryError("heap")))).isFalse();
    assertThat(schedule.lastSuccess()).isEqualTo(THEN.plusSeconds(1));
    assertThat(schedule.failures()).isEqualTo(2);
  }

  @Test
  void logsALastingFailureAndItsEndOnce() {
    Schedule schedule = new Schedule("registry", STOPPED);
    for (int i = 0; i < 5; i++) {
      String other = "a message of its own " + i;
      schedule.run(() -> fail(new IllegalStateException(other)));
    }
    schedule.run(() -> fail(new OutOfMemoryError("heap")));
    schedule.run(() -> true);
    schedule.run(() -> true);
    schedule.run(() -> false);
    assertThat(log.list)
        .extracting(line -> line.getLevel() + " " + line.getFormattedMessage())
        .containsExactly(
            "ERROR registry failed; it is tried again, and this is not said again until it works",
            "ERROR registry failed; it is tried again, and this is not said again until it works",
            "INFO registry works again");
  }

  @Test
  void aHangingTaskDoesNotBlockOthers() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch turns = new CountDownLatch(5);
    schedules.repeat(schedules.named("hangs"), () -> never.await(1, TimeUnit.HOURS), SOON);
    schedules.repeat(
        schedules.named("goes on"),
        () -> {
          turns.countDown();
          return true;
        },
        SOON);
    turns.await();
    assertThat(schedules.all()).extracting(Schedule::name).containsExactly("hangs", "goes on");
  }

  @Test
  void aFullExecutorFailsOneTurnOnly() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    CountDownLatch taken = new CountDownLatch(2);
    Schedule schedule = schedules.named("labels");
    schedules.repeatIn(
        work -> {
          if (asked.getAndIncrement() < 3) {
            throw new RejectedExecutionException("full");
          }
          work.run();
        },
        schedule,
        () -> {
          taken.countDown();
          return true;
        },
        Duration.ZERO,
        SOON);
    taken.await();
    assertThat(schedule.failures()).isEqualTo(3);
  }

  @Test
  void submitsNoTurnWhileOneWaits() throws Exception {
    AtomicInteger handedOver = new AtomicInteger();
    CountDownLatch others = new CountDownLatch(20);
    schedules.repeatIn(
        work -> handedOver.incrementAndGet(), // and it never runs
        schedules.named("labels"),
        () -> true,
        Duration.ZERO,
        SOON);
    schedules.repeat(
        schedules.named("other"),
        () -> {
          others.countDown();
          return true;
        },
        SOON);
    others.await();
    assertThat(handedOver).hasValue(1);
  }
}
