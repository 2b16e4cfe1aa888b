package com.nextgen.ml.service.inference;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShortRunsTest {
  private static final long SHORT = ShortRuns.SHORT_NANOS;
  private static final long LONG = SHORT + 1;

  private final ShortRuns runs = new ShortRuns(ShortRuns.PROOF);

  private void ended(int times, int rows, long nanos) {
    for (int i = 0; i < times; i++) {
      runs.ended(rows, nanos);
    }
  }

  @Test
  void provesNothingAtFirst() {
    assertThat(runs.isProved(1)).isFalse();
    ended(ShortRuns.PROOF - 1, 1, SHORT);
    assertThat(runs.isProved(1)).isFalse();
  }

  @Test
  void shortRunsProveTheirSizeAndSmallerOnes() {
    ended(ShortRuns.PROOF, 9, SHORT);
    assertThat(runs.isProved(1)).isTrue();
    assertThat(runs.isProved(16)).isTrue();
    assertThat(runs.isProved(17)).isFalse();
    assertThat(runs.isProved(64)).isFalse();
  }

  @Test
  void aLongRunRevokesItsSizeAndLargerOnes() {
    ended(ShortRuns.PROOF, 64, SHORT);
    ended(1, 8, LONG);
    assertThat(runs.isProved(4)).isTrue();
    assertThat(runs.isProved(8)).isFalse();
    assertThat(runs.isProved(64)).isFalse();
    ended(ShortRuns.PROOF, 64, SHORT);
    assertThat(runs.isProved(64)).isTrue();
  }

  @Test
  void aTerminatedRunMakesProofsLonger() {
    ended(ShortRuns.PROOF, 1, SHORT);
    runs.endedOnEventLoop(1);
    ended(8 * ShortRuns.PROOF - 1, 1, SHORT);
    assertThat(runs.isProved(1)).isFalse();
    ended(1, 1, SHORT);
    assertThat(runs.isProved(1)).isTrue();
    runs.endedOnEventLoop(1);
    ended(8 * ShortRuns.PROOF, 1, SHORT);
    assertThat(runs.isProved(1)).isFalse();
  }
}
