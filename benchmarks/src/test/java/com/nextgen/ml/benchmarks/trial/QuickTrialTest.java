package com.nextgen.ml.benchmarks.trial;

import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.benchmarks.trial.DependentCase.Taken;
import com.nextgen.ml.benchmarks.trial.Scale.Size;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class QuickTrialTest {
  private static final long SEED = 20_261_125;

  @ParameterizedTest
  @EnumSource(Shape.class)
  void raisesNoMoreFalseAlarmsThanStated(Shape shape) {
    LevelCase found = new LevelTrial(SEED).run(shape, new Size(500, 5000), 10_000);
    for (int i = 0; i < LevelCase.LEVELS.size(); i++) {
      double level = LevelCase.LEVELS.get(i);
      assertThat(found.declared(i).exceeds(level, 4)).as("p <= %s", level).isFalse();
    }
    assertThat(found.declared(0).hits()).isPositive();
  }

  @Test
  void hasMorePowerThanOtherToolsOnTheSameSamples() {
    Scale scale = new Scale(30, 1, 1, 1, 1, 1, List.of(new Size(500, 2000)));
    List<Comparison> rows = Comparison.of(new ComparisonTrial(scale, SEED).run());
    for (Rule rule : List.of(Rule.EVIDENTLY, Rule.KS_BONFERRONI, Rule.THREE_SIGMA)) {
      assertThat(meanPower(rows, Rule.OURS)).as(rule.title()).isGreaterThan(meanPower(rows, rule));
      assertThat(meanWrong(rows, Rule.OURS)).as(rule.title()).isLessThan(meanWrong(rows, rule));
    }
  }

  @Test
  void raisesNoMoreFalseAlarmsOnDependentRowsWithADesignEffect() {
    DependentCase clusters = new DependentTrial(SEED).run(new Clustered(0.2), 500, 20);
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

  private static double meanPower(List<Comparison> rows, Rule rule) {
    return rows.stream()
        .filter(Comparison::isDrift)
        .mapToDouble(row -> row.power(rule))
        .average()
        .orElseThrow();
  }

  private static double meanWrong(List<Comparison> rows, Rule rule) {
    return rows.stream()
        .filter(row -> !row.isBorderline())
        .mapToDouble(row -> row.wrongShare(rule))
        .average()
        .orElseThrow();
  }
}
