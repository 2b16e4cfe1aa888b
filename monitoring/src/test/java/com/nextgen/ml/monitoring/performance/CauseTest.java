package com.nextgen.ml.monitoring.performance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CauseTest {

  @Test
  void namesTheCause() {
    assertThat(Cause.of(true, true).code()).isEqualTo("concept-or-calibration");
    assertThat(Cause.of(false, true).code()).isEqualTo("input-shift");
    assertThat(Cause.of(false, false).code()).isEqualTo("unexplained");
  }
}
