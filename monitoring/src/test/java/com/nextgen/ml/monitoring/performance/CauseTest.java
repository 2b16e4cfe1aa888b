package com.nextgen.ml.monitoring.performance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CauseTest {

  @Test
  void namesTheCause() {
    assertThat(Cause.of(true, true).spelling()).isEqualTo("concept-or-calibration");
    assertThat(Cause.of(false, true).spelling()).isEqualTo("input-shift");
    assertThat(Cause.of(false, false).spelling()).isEqualTo("unexplained");
  }
}
