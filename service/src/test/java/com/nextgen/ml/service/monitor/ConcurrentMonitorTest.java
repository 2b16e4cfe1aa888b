package com.nextgen.ml.service.monitor;

import static com.nextgen.ml.service.monitor.TestReports.drift;
import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.service.inference.RowDetails;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.inference.VersionObserver;
import com.nextgen.ml.service.monitor.SimulatedModel.Batch;
import com.nextgen.ml.service.monitor.check.WindowVerdict;
import com.nextgen.ml.service.monitor.live.ClockTime;
import com.nextgen.ml.service.monitor.live.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ConcurrentMonitorTest {
  private static final VersionId ID = new VersionId("shop", 1);
  private static final int WRITERS = 3;
  private static final int BATCHES = 3_000;
  private static final int ROWS = 25;

  @Test
  void judgesEveryRowOnceDuringReports() throws Exception {
    SimulatedClock clock = new SimulatedClock();
    List<WindowVerdict> verdicts = new ArrayList<>();
    Monitor monitor = new Monitor(clock, 2, verdicts::add);
    VersionObserver observer =
        monitor.loaded(ID, SimulatedModel.schema("shop", "1m"), SimulatedModel.baseline("shop"));
    AtomicBoolean done = new AtomicBoolean();
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS + 1);
    try {
      List<Future<?>> writers = new ArrayList<>();
      for (int writer = 0; writer < WRITERS; writer++) {
        Batch batch = SimulatedModel.batch(new Random(writer), ROWS, 0);
        writers.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < BATCHES; i++) {
                    observer.onRows(batch.rows(), batch.predictions(), RowDetails.NONE);
                    observer.onRequest(1_000, null, null);
                  }
                }));
      }
      Future<?> reader =
          threads.submit(
              () -> {
                long before = 0;
                while (!done.get()) {
                  assertThat(drift(monitor, ID, "1m", "previous").features()).isNotEmpty();
                  long rows = monitor.version(ID).counts().rows();
                  assertThat(rows).isGreaterThanOrEqualTo(before);
                  before = rows;
                }
              });
      for (Future<?> writer : writers) {
        while (!writer.isDone()) {
          ClockTime now = clock.pass(Duration.ofMillis(700));
          monitor.tick(now.nanos(), now.wall());
        }
        writer.get();
      }
      done.set(true);
      reader.get();
    } finally {
      threads.shutdownNow();
    }
    ClockTime end = clock.pass(Duration.ofMinutes(1));
    monitor.tick(end.nanos(), end.wall());

    long all = (long) WRITERS * BATCHES * ROWS;
    assertThat(verdicts.stream().mapToLong(v -> v.span().rows()).sum()).isEqualTo(all);
    assertThat(monitor.version(ID).rows()).isEqualTo(all);
    assertThat(monitor.version(ID).requests().requests()).isEqualTo(WRITERS * BATCHES);
    assertThat(monitor.version(ID).dropped(Stage.EVALUATE)).isZero();
  }
}
