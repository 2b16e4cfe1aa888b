package com.nextgen.ml.benchmarks.trial.dependent;

import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.benchmarks.trial.dependent.DependentCase.Taken;
import org.junit.jupiter.api.Test;

class DependentTrialTest {
  @Test
  void raisesNoMoreFalseAlarmsOnDependentRowsWithADesignEffect() {
    DependentCase clusters = new DependentTrial(20_261_125).run(new Clustered(0.2), 500, 20);
    for (int i = 0; i < DependentCase.LEVELS.size(); i++) {
      double level = DependentCase.LEVELS.get(i);
      assertThat(clusters.significant(Taken.DEPENDENT, i).exceeds(level, 4))
          .as("p <= %s", level)
          .isFalse();
    }
    // What it is not told of it cannot allow for, and what it allows for must not blind it.
    assertThat(clusters.significant(Taken.INDEPENDENT, 0).exceeds(0.05, 4)).isTrue();
    assertThat(clusters.seen(Taken.DEPENDENT).rate()).isEqualTo(1);
  }
}
