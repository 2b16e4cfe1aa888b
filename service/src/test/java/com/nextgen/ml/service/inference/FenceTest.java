package com.nextgen.ml.service.inference;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FenceTest {
  private static final long NOW = 1_000;
  private static final long LATER = NOW + Fence.PAUSE.toNanos();

  private final Fence fence = new Fence(new VersionId("m", 3));

  private void timeOuts(int times) {
    for (int i = 0; i < times; i++) {
      fence.timedOut(NOW);
    }
  }

  @Test
  void closesWhileARunIsStuck() {
    assertThat(fence.admits(NOW)).isTrue();
    fence.stuck();
    fence.stuck();
    assertThat(fence.isShut()).isTrue();
    assertThat(fence.problem()).isEqualTo("m/3 takes no calls: 2 of its predictions do not end");
    assertThat(fence.admits(LATER)).isFalse();
    assertThat(fence.isApproachable(LATER)).isFalse();
    fence.freed();
    assertThat(fence.isShut()).isTrue();
    fence.freed();
    assertThat(fence.isShut()).isFalse();
    assertThat(fence.problem()).isNull();
    assertThat(fence.admits(NOW)).isTrue();
  }

  @Test
  void closesAfterConsecutiveTimeouts() {
    timeOuts(Fence.MAX_TIMEOUTS - 1);
    fence.answered();
    timeOuts(Fence.MAX_TIMEOUTS - 1);
    assertThat(fence.isShut()).isFalse();
    timeOuts(1);
    assertThat(fence.isShut()).isTrue();
    assertThat(fence.problem()).contains("ran into their time-out");
    assertThat(fence.isApproachable(LATER - 1)).isFalse();
    assertThat(fence.admits(LATER - 1)).isFalse();
  }

  @Test
  void letsOneCallAtATimeProbe() {
    timeOuts(Fence.MAX_TIMEOUTS);
    assertThat(fence.isApproachable(LATER)).isTrue();
    assertThat(fence.admits(LATER)).isTrue();
    assertThat(fence.admits(LATER)).isFalse();
    assertThat(fence.isApproachable(LATER)).isFalse();
    fence.answered();
    assertThat(fence.isShut()).isFalse();
    assertThat(fence.admits(LATER)).isTrue();
  }
}
