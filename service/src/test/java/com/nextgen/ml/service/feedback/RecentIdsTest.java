package com.nextgen.ml.service.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RecentIdsTest {
  private final TestClock clock = new TestClock();
  private final RecentIds recent = new RecentIds(clock::nanoTime);

  @Test
  void anIdIsKnownForTenMinutesAtLeastAndTwentyAtMost() {
    assertThat(recent.isNew("a")).isTrue();
    clock.pass(Duration.ofMinutes(9));
    assertThat(recent.isNew("b")).isTrue();
    assertThat(recent.isNew("a")).isFalse();
    clock.pass(Duration.ofMinutes(10));
    assertThat(recent.isNew("b")).isFalse();
    clock.pass(Duration.ofMinutes(21));
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
}
