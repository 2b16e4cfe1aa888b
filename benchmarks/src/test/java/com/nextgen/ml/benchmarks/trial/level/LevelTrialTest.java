package com.nextgen.ml.benchmarks.trial.level;

import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.benchmarks.trial.population.Shape;
import com.nextgen.ml.benchmarks.trial.population.Size;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("slow")
class LevelTrialTest {
  private static final long SEED = 20_261_125;

  @ParameterizedTest
  @EnumSource(Shape.class)
  void raisesNoMoreFalseAlarmsThanStated(Shape shape) {
    LevelCase found = new LevelTrial(SEED).run(shape, new Size(500, 5000), 6000);
    for (int i = 0; i < LevelCase.LEVELS.size(); i++) {
      double level = LevelCase.LEVELS.get(i);
      assertThat(found.declared(i).exceeds(level, 4)).as("p <= %s", level).isFalse();
    }
    assertThat(found.declared(0).hits()).isPositive();
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void raisesNoMoreInWindowsFarLargerThanTheBaseline(Shape shape) {
    LevelCase found = new LevelTrial(SEED).run(shape, new Size(10_000, 500), 2000);
    for (int i = 0; i < 2; i++) {
      double level = LevelCase.LEVELS.get(i);
      assertThat(found.declared(i).exceeds(level, 4)).as("p <= %s", level).isFalse();
    }
  }

  /** What the page says of one baseline: the level is a mean, and single ones stray from it. */
  @Test
  void oneSmallBaselineMayRaiseFarMoreThanTheMeanOfAll() {
    BaselineSpread spread =
        new BaselineTrial(SEED).run(Shape.NORMAL, new Size(10_000, 500), 150, 20);
    assertThat(spread.mean()).isLessThan(0.12);
    assertThat(spread.over(0.25)).isBetween(0.02, 0.2);
    assertThat(spread.alarms()).as("the effect holds them").isLessThan(0.001);
  }
}
