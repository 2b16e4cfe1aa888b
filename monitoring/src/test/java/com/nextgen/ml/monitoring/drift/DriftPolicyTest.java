package com.nextgen.ml.monitoring.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.nextgen.ml.monitoring.schema.FalseAlarmBudget;
import com.nextgen.ml.monitoring.schema.MonitoringPolicy;
import com.nextgen.ml.monitoring.schema.Window;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DriftPolicyTest {
  @ParameterizedTest
  @CsvSource({"5m, 3.9e-5, 0.05e-5", "1h, 4.6e-4, 0.05e-4", "1d, 0.011, 0.0005"})
  void oneFalseAlarmAMonthIsSplitOverWindowsAndLooks(String window, double level, double rounding) {
    DriftPolicy policy = DriftPolicy.forWindow(MonitoringPolicy.DEFAULT, Window.parse(window), 1.0);

    assertThat(policy.level()).isCloseTo(level, within(rounding));
    assertThat(policy.nominal()).isFalse();
    assertThat(policy.minimumRows()).isEqualTo(500);
    assertThat(policy.psiThreshold()).isEqualTo(0.2);
  }

  @Test
  void expectedFalseAlarmsOfAllWindowsAreTheShareOfTheBudget() {
    MonitoringPolicy policy =
        new MonitoringPolicy(
            List.of(Window.parse("10m"), Window.parse("6h")),
            1,
            FalseAlarmBudget.parse("2 per 7d"));
    double alarms =
        policy.windows().stream()
            .mapToDouble(
                w ->
                    DriftPolicy.forWindow(policy, w, 0.25).level()
                        * (7.0 * 24 * 60 / w.length().toMinutes()))
            .sum();

    assertThat(alarms).isCloseTo(0.5, within(1e-12));
  }

  @Test
  void aGenerousBudgetStopsAtTheNominalLevel() {
    MonitoringPolicy policy =
        new MonitoringPolicy(List.of(Window.parse("1d")), 1, FalseAlarmBudget.parse("100 per 1d"));

    assertThat(DriftPolicy.forWindow(policy, Window.parse("1d"), 1).level()).isEqualTo(0.05);
  }

  @Test
  void reportsOnDemandUseTheNominalLevelAndSaySo() {
    DriftPolicy policy = DriftPolicy.onDemand(MonitoringPolicy.DEFAULT);

    assertThat(policy.level()).isEqualTo(0.05);
    assertThat(policy.nominal()).isTrue();
  }

  @Test
  void thresholdsAreTheSameEffectInEachTestsUnits() {
    DriftPolicy policy = DriftPolicy.nominal(1);

    assertThat(policy.threshold(TestName.PSI)).hasValue(0.2);
    assertThat(policy.threshold(TestName.KS).orElseThrow()).isCloseTo(0.1769, within(5e-5));
    assertThat(policy.threshold(TestName.WASSERSTEIN).orElseThrow())
        .isCloseTo(0.4472, within(5e-5));
    assertThat(policy.threshold(TestName.CHI_SQUARED)).isEmpty();
  }

  @Test
  void nonsenseIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new DriftPolicy(0, true, 0.2, 1, 0.5));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DriftPolicy(Double.NaN, true, 0.2, 1, 0.5));
    assertThatIllegalArgumentException().isThrownBy(() -> new DriftPolicy(0.1, true, 0, 1, 0.5));
    assertThatIllegalArgumentException().isThrownBy(() -> new DriftPolicy(0.1, true, 0.2, 0, 0.5));
    assertThatIllegalArgumentException().isThrownBy(() -> new DriftPolicy(0.1, true, 0.2, 1, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DriftPolicy.forWindow(MonitoringPolicy.DEFAULT, Window.parse("1h"), 1.1));
  }
}
