package com.nextgen.ml.service.inference.loading;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LoadsTest {
  private final Loads loads = new Loads(2);
  private final CountDownLatch release = new CountDownLatch(1);
  private final AtomicReference<String> late = new AtomicReference<>();

  @AfterEach
  void close() {
    release.countDown();
    loads.close();
  }

  private CompletableFuture<String> start(Loads.Work<String> work) {
    CompletableFuture<String> told = new CompletableFuture<>();
    loads.start(
        "test",
        work,
        late::set,
        (value, failure) -> {
          if (failure == null) {
            told.complete(value);
          } else {
            told.completeExceptionally(failure);
          }
        });
    return told;
  }

  /** As native code does, it heeds no interruption. */
  private String hang(LoadStep step) {
    step.mayTake(Duration.ofMillis(20));
    while (true) {
      try {
        release.await();
        return "late";
      } catch (InterruptedException e) {
        // Not heeded.
      }
    }
  }

  private static String failure(CompletableFuture<String> told) throws InterruptedException {
    try {
      return "no failure: " + told.get();
    } catch (ExecutionException e) {
      return e.getCause().toString();
    }
  }

  @Test
  void aSlowLoadFailsWithoutBlockingOthers() throws Exception {
    List<CompletableFuture<String>> hanging = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      hanging.add(start(this::hang));
    }
    assertThat(start(step -> "good").get()).isEqualTo("good");
    for (CompletableFuture<String> told : hanging) {
      assertThat(failure(told)).contains("did not load within");
    }
    assertThat(loads.hanging()).isEqualTo(3);
  }

  @Test
  void closesALateResult() throws Exception {
    CompletableFuture<String> told = start(this::hang);
    assertThat(failure(told)).contains("did not load within");
    release.countDown();
    while (loads.hanging() > 0) {
      Thread.onSpinWait();
    }
    assertThat(late.get()).isEqualTo("late");
  }

  @Test
  void beginsNothingWhileTooManyHang() throws Exception {
    for (int i = 0; i < Loads.MAX_HANGING; i++) {
      failure(start(this::hang));
    }
    assertThat(failure(start(step -> "good"))).contains("restart");
  }

  @Test
  void anErrorFailsOneLoadOnly() throws Exception {
    CompletableFuture<String> failed =
        start(
            step -> {
              throw new OutOfMemoryError("Java heap space");
            });
    assertThat(failure(failed)).contains("OutOfMemoryError");
    assertThat(start(step -> "good").get()).isEqualTo("good");
  }

  @Test
  void aStepRestartsTheTimeout() throws Exception {
    CompletableFuture<String> told =
        start(
            step -> {
              step.mayTake(Duration.ofSeconds(2));
              step.mayTake(Duration.ofMinutes(1));
              return release.await(2_500, TimeUnit.MILLISECONDS) + "";
            });
    assertThat(told.get()).isEqualTo("false");
  }

  @Test
  void closingFailsPendingLoadsWithoutWaiting() throws Exception {
    CountDownLatch begun = new CountDownLatch(2);
    Loads.Work<String> hang =
        step -> {
          begun.countDown();
          return hang(step);
        };
    CompletableFuture<String> first =
        start(
            step -> {
              begun.countDown();
              release.await();
              return "";
            });
    CompletableFuture<String> second =
        start(
            step -> {
              begun.countDown();
              release.await();
              return "";
            });
    CompletableFuture<String> third = start(hang);
    begun.await();
    loads.close();
    for (CompletableFuture<String> told : List.of(first, second, third)) {
      assertThat(failure(told)).contains("the service stops");
    }
    assertThat(failure(start(step -> "good"))).contains("the service stops");
  }
}
