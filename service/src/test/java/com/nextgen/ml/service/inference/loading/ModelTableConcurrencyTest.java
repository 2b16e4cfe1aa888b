package com.nextgen.ml.service.inference.loading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.service.inference.InferenceException;
import com.nextgen.ml.service.inference.Lease;
import com.nextgen.ml.service.inference.TwoNumbers;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Swaps and promotions while others call. */
class ModelTableConcurrencyTest extends ModelTableFixture {
  @Test
  void swapsUnderLoadFailNoCallAndLeakNothing() throws Exception {
    start(2);
    table.promote(NAME, "production", 1, "start", "test", NOW);
    AtomicBoolean stop = new AtomicBoolean();
    AtomicLong calls = new AtomicLong();
    int threads = 3;
    CountDownLatch running = new CountDownLatch(threads);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    List<Future<?>> loads = new ArrayList<>();
    for (int thread = 0; thread < threads; thread++) {
      int rows = thread % 2 == 0 ? 1 : 100;
      loads.add(
          pool.submit(
              () -> {
                running.countDown();
                while (!stop.get()) {
                  callOnce(rows);
                  calls.incrementAndGet();
                }
                return null;
              }));
    }
    running.await();
    for (int swap = 0; swap < 200; swap++) {
      long before = calls.get();
      Promotion promotion =
          table.promote(NAME, "production", 2 - swap % 2, "swap " + swap, "test", NOW);
      assertThat(promotion).isInstanceOf(Promotion.Done.class);
      while (calls.get() == before && loads.stream().noneMatch(Future::isDone)) {
        Thread.onSpinWait();
      }
    }
    stop.set(true);
    for (Future<?> load : loads) {
      load.get();
    }
    pool.shutdown();
    assertThat(calls.get()).isGreaterThan(200);
    assertThat(runtime.openSessions()).isOne();
    assertThat(observers.loaded.get()).isEqualTo(202);
    assertThat(observers.retired.get()).isEqualTo(201);
    assertThat(registry.aliasHistory(NAME)).hasSize(201);
  }

  private void callOnce(int rows) throws InferenceException {
    double[] numbers = new double[2 * rows];
    for (int i = 0; i < rows; i++) {
      numbers[2 * i] = 3;
      numbers[2 * i + 1] = 4;
    }
    try (Lease lease = table.lease(NAME)) {
      double[] found =
          lease
              .version()
              .predict(new RowBlock(rows, numbers, new String[0]), TwoNumbers.later())
              .score();
      double expected = TwoNumbers.answer(lease.version().id().version());
      assertThat(found).hasSize(rows);
      assertThat(found[rows - 1]).isCloseTo(expected, within(1e-6));
    }
  }

  @Test
  void concurrentPromotionsEndInOneOfThem() throws Exception {
    start(4);
    ExecutorService pool = Executors.newFixedThreadPool(4);
    List<Future<Promotion>> promotions = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      int version = i % 4 + 1;
      promotions.add(
          pool.submit(() -> table.promote(NAME, "production", version, "race", "test", NOW)));
    }
    for (Future<Promotion> promotion : promotions) {
      assertThat(promotion.get()).isInstanceOf(Promotion.Done.class);
    }
    pool.shutdown();
    int serving = serving();
    assertThat(Files.readString(root.resolve(NAME + "/aliases.yaml")))
        .isEqualTo("production: " + serving + "\n");
    var history = registry.aliasHistory(NAME);
    assertThat(history).hasSize(40);
    assertThat(history.get(39).to()).isEqualTo(serving);
    for (int i = 1; i < 40; i++) {
      assertThat(history.get(i).from()).isEqualTo(history.get(i - 1).to());
    }
    assertThat(runtime.openSessions()).isOne();
  }
}
