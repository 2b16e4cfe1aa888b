package com.nextgen.ml.service.inference.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.service.fault.ErrorReason;
import com.nextgen.ml.service.inference.InferenceException;
import com.nextgen.ml.service.inference.SlowModels;
import com.nextgen.ml.service.inference.StuckRuns;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Runs that do not end by themselves. A run that is not ended fails by the time-out of the class.
 */
@Timeout(60)
class RunWatchdogTest {
  private final OnnxRuntime runtime = new OnnxRuntime();
  private OnnxModel loop;

  @BeforeEach
  void open() throws Exception {
    loop = runtime.open(SlowModels.loop(), SlowModels.schema("loop"));
  }

  @AfterEach
  void close() {
    loop.close();
  }

  private static long in(long millis) {
    return System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
  }

  @Test
  void terminatesARunAtItsDeadlineOnly() throws Exception {
    for (int i = 0; i < 5; i++) {
      InferenceException error =
          catchThrowableOfType(
              InferenceException.class,
              () -> loop.predict(SlowModels.row(SlowModels.FOR_EVER), in(20), StuckRuns.UNHEARD));
      assertThat(error.reason()).isEqualTo(ErrorReason.TIMEOUT);
      assertThat(loop.predict(SlowModels.row(1)).score()).containsExactly(SlowModels.ANSWER);
    }
  }

  @Test
  void doesNotTerminateLaterRunsForEarlierDeadlines() throws Exception {
    for (int i = 0; i < 20_000; i++) {
      // Each deadline passes about when its run ends, or after.
      try {
        loop.predict(SlowModels.row(1), System.nanoTime() + i % 50 * 1_000L, StuckRuns.UNHEARD);
      } catch (InferenceException e) {
        assertThat(e.reason()).isEqualTo(ErrorReason.TIMEOUT);
      }
      assertThat(loop.predict(SlowModels.row(1)).score()).containsExactly(SlowModels.ANSWER);
    }
  }

  @Test
  void aBatchOfManyRunsHasOneDeadline() {
    double[] numbers = new double[2 * 5_000];
    numbers[2 * 4_999] = SlowModels.FOR_EVER;
    InferenceException error =
        catchThrowableOfType(
            InferenceException.class,
            () ->
                loop.predict(
                    new RowBlock(5_000, numbers, new String[0]), in(50), StuckRuns.UNHEARD));
    assertThat(error.reason()).isEqualTo(ErrorReason.TIMEOUT);
  }

  @Test
  void reportsAnUninterruptibleKernelOnce() throws Exception {
    AtomicInteger stuck = new AtomicInteger();
    CountDownLatch freed = new CountDownLatch(1);
    StuckRuns told =
        new StuckRuns() {
          @Override
          public void stuck() {
            stuck.incrementAndGet();
          }

          @Override
          public void freed() {
            freed.countDown();
          }
        };
    try (OnnxModel kernel = runtime.open(SlowModels.kernel(), SlowModels.schema("kernel"))) {
      InferenceException error =
          catchThrowableOfType(
              InferenceException.class,
              () -> kernel.predict(SlowModels.row(SlowModels.SOME_SECONDS), in(10), told));
      assertThat(error.reason()).isEqualTo(ErrorReason.TIMEOUT);
      assertThat(stuck).hasValue(1);
      assertThat(freed.getCount()).isZero();
      assertThat(kernel.predict(SlowModels.row(1)).score()).containsExactly(SlowModels.ANSWER);
    }
  }

  @Test
  void closingTerminatesAllRuns() throws Exception {
    List<ErrorReason> reasons = new CopyOnWriteArrayList<>();
    Thread run =
        new Thread(
            () -> {
              try {
                loop.predict(SlowModels.row(SlowModels.FOR_EVER));
              } catch (InferenceException e) {
                reasons.add(e.reason());
              }
            });
    run.start();
    runtime.endRuns();
    run.join();
    assertThat(reasons).containsExactly(ErrorReason.TIMEOUT);
  }
}
