package com.nextgen.ml.benchmarks.trial.power;

import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.benchmarks.trial.population.Size;
import com.nextgen.ml.benchmarks.trial.rule.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;

class PowerTrialTest {
  @Test
  void hasMorePowerThanOtherToolsOnTheSameSamples() {
    List<PowerRow> rows =
        PowerRow.of(
            new PowerTrial(List.of(new Size(500, 2000)), 30, 20_261_125, shape -> {}).run());
    for (Rule rule : Rule.PEERS) {
      assertThat(mean(rows, Rule.OURS)).as(rule.title()).isGreaterThan(mean(rows, rule));
    }
  }

  private static double mean(List<PowerRow> rows, Rule rule) {
    return rows.stream().mapToDouble(row -> row.power(rule)).average().orElseThrow();
  }
}
