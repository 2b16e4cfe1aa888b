package com.nextgen.ml.service.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecentIdsTest {
  private final AtomicLong nanos = new AtomicLong();
  private final RecentIds recent = new RecentIds(nanos::get, 42);

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  @Test
  void remembersAnIdForTenToTwentyMinutes() {
    assertThat(recent.isNew("a")).isTrue();
    pass(Duration.ofMinutes(9));
    assertThat(recent.isNew("b")).isTrue();
    assertThat(recent.isNew("a")).isFalse();
    pass(Duration.ofMinutes(10));
    assertThat(recent.isNew("b")).isFalse();
    pass(Duration.ofMinutes(21));
    assertThat(recent.isNew("a")).isTrue();
    assertThat(recent.isNew("b")).isTrue();
  }

  @Test
  void memoryIsBounded() {
    for (int i = 0; i < 3 * RecentIds.MOST; i++) {
      assertThat(recent.isNew("id" + i)).isTrue();
    }
    assertThat(recent.isNew("id" + (3 * RecentIds.MOST - 1))).isFalse();
    // The oldest had to go.
    assertThat(recent.isNew("id0")).isTrue();
  }

  @Test
  void remembersAllIdsWhileTheTableGrows() {
    for (int i = 0; i < RecentIds.MOST; i++) {
      assertThat(recent.isNew("order-" + i)).isTrue();
    }
    for (int i = 0; i < RecentIds.MOST; i++) {
      assertThat(recent.isNew("order-" + i)).isFalse();
    }
  }

  @Test
  void distinguishesSimilarIds() {
    Set<String> ids = new LinkedHashSet<>();
    for (int length = 0; length < 20; length++) {
      for (int at = 0; at < length; at++) {
        for (char c : new char[] {'\0', 'a', 'b', '\uffff'}) {
          StringBuilder id = new StringBuilder("a".repeat(length));
          id.setCharAt(at, c);
          ids.add(id.toString());
        }
      }
    }
    assertThat(ids).hasSize(589).allMatch(recent::isNew).noneMatch(recent::isNew);
  }

  @Test
  void oneOfSeveralThreadsIsFirstWithAnId() {
    int ids = 1_000;
    AtomicInteger first = new AtomicInteger();
    CompletableFuture.allOf(
            IntStream.range(0, 8)
                .mapToObj(
                    thread ->
                        CompletableFuture.runAsync(
                            () -> {
                              for (int i = 0; i < ids; i++) {
                                if (recent.isNew("order-" + i)) {
                                  first.incrementAndGet();
                                }
                              }
                            },
                            task -> new Thread(task).start()))
                .toArray(CompletableFuture[]::new))
        .join();
    assertThat(first).hasValue(ids);
  }
}
