package com.nextgen.ml.monitoring.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DdmTest extends DetectorContract {
  @Override
  ChangeDetector make() {
    return new Ddm(Ddm.Settings.DEFAULT);
  }

  @Override
  ChangeDetector other() {
    return new Ddm(new Ddm.Settings(30, 2, 4));
  }

  @Test
  void firstErrorAfterNoneIsADrift() {
    Ddm detector = new Ddm(Ddm.Settings.DEFAULT);
    for (int i = 0; i < 100; i++) {
      detector.add(false);
    }
    assertThat(detector.add(true)).isEqualTo(Signal.DRIFT);
  }

  @Test
  void refusesADriftBeforeTheWarning() {
    assertThatThrownBy(() -> new Ddm.Settings(30, 3, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("drift");
  }
}
