package com.nextgen.ml.monitoring.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.nextgen.ml.monitoring.drift.statistic.TestName;
import com.nextgen.ml.monitoring.schema.policy.AlarmFamily;
import com.nextgen.ml.monitoring.schema.policy.DriftSettings;
import com.nextgen.ml.monitoring.schema.policy.EffectThresholds;
import com.nextgen.ml.monitoring.schema.policy.FalseAlarmBudget;
import com.nextgen.ml.monitoring.schema.policy.FeaturePolicy;
import com.nextgen.ml.monitoring.schema.policy.MonitoringPolicy;
import com.nextgen.ml.monitoring.schema.policy.Window;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DriftCriteriaTest {
  @ParameterizedTest
  @CsvSource({"5m, 3.9e-5, 0.01e-5", "1h, 4.6e-4, 0.01e-4", "1d, 0.011, 0.0001"})
  void splitsOneFalseAlarmAMonthOverWindows(String window, double level, double rounding) {
    DriftCriteria policy =
        DriftCriteria.forWindow(MonitoringPolicy.DEFAULT, Window.parse(window), AlarmFamily.DRIFT);

    assertThat(6 * policy.level()).isCloseTo(level, within(6 * rounding));
    assertThat(policy.nominal()).isFalse();
    assertThat(policy.minimumRows()).isEqualTo(500);
    assertThat(policy.output().threshold(TestName.PSI)).hasValue(0.2);
  }

  @Test
  void falseAlarmsOfAllWindowsAddUpToTheBudget() {
    MonitoringPolicy policy =
        new MonitoringPolicy(
            List.of(Window.parse("10m"), Window.parse("6h")),
            1,
            FalseAlarmBudget.parse("2 per 7d"));
    double alarms =
        policy.windows().stream()
            .mapToDouble(
                w ->
                    DriftCriteria.forWindow(policy, w, AlarmFamily.QUALITY).level()
                        * (7.0 * 24 * 60 / w.length().toMinutes()))
            .sum();

    assertThat(alarms).isCloseTo(2.0 / 6, within(1e-12));
  }

  @Test
  void levelNeverPassesTheNominalOne() {
    MonitoringPolicy policy =
        new MonitoringPolicy(List.of(Window.parse("1d")), 1, FalseAlarmBudget.parse("100 per 1d"));

    assertThat(DriftCriteria.forWindow(policy, Window.parse("1d"), AlarmFamily.DRIFT).level())
        .isEqualTo(0.05);
  }

  @Test
  void onDemandReportsUseTheNominalLevel() {
    DriftCriteria policy = DriftCriteria.onDemand(MonitoringPolicy.DEFAULT);

    assertThat(policy.level()).isEqualTo(0.05);
    assertThat(policy.nominal()).isTrue();
  }

  @Test
  void thresholdsOfAllTestsMeanTheSameEffect() {
    ColumnPolicy policy = DriftCriteria.nominal(1).output();

    assertThat(policy.threshold(TestName.PSI)).hasValue(0.2);
    assertThat(policy.threshold(TestName.KS).orElseThrow()).isCloseTo(0.1769, within(5e-5));
    assertThat(policy.threshold(TestName.WASSERSTEIN).orElseThrow())
        .isCloseTo(0.4472, within(5e-5));
    assertThat(policy.threshold(TestName.CHI_SQUARED)).isEmpty();
    // Of deciles the last one grows from .1 to 1 - Φ(1.2816 - .4472).
    assertThat(policy.threshold(TestName.L_INFINITY).orElseThrow()).isCloseTo(0.1020, within(5e-5));
  }

  @Test
  void thresholdsOfAFeaturePrecedeTheModelsAndTheDefaults() {
    DriftSettings rules =
        new DriftSettings(
            new EffectThresholds(Map.of("psi", 0.4, "ks", 0.3)),
            0.5,
            Map.of(
                "loud",
                new FeaturePolicy(
                    new EffectThresholds(Map.of("psi", 0.9)), OptionalLong.of(7), false)));
    DriftCriteria policy = new DriftCriteria(0.01, true, 100, rules);

    assertThat(policy.feature("loud").threshold(TestName.PSI)).hasValue(0.9);
    assertThat(policy.feature("loud").threshold(TestName.KS)).hasValue(0.3);
    assertThat(policy.feature("loud").threshold(TestName.WASSERSTEIN)).hasValue(Math.sqrt(0.9));
    assertThat(policy.feature("loud").minimumRows()).isEqualTo(7);
    assertThat(policy.feature("loud").watch()).isFalse();
    assertThat(policy.feature("other").threshold(TestName.PSI)).hasValue(0.4);
    assertThat(policy.feature("other").minimumRows()).isEqualTo(100);
    assertThat(policy.feature("other").watch()).isTrue();
    assertThat(policy.output()).isEqualTo(policy.feature("other"));
  }

  @Test
  void everyTestWithAThresholdCanBeNamed() {
    ColumnPolicy policy = DriftCriteria.nominal(1).output();
    for (TestName test : TestName.values()) {
      if (policy.threshold(test).isPresent()) {
        assertThat(EffectThresholds.TESTS).contains(test.code());
      }
    }
  }

  @Test
  void refusesInvalidSettings() {
    DriftSettings rules = DriftSettings.DEFAULT;
    assertThatIllegalArgumentException().isThrownBy(() -> new DriftCriteria(0, true, 1, rules));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DriftCriteria(Double.NaN, true, 1, rules));
    assertThatIllegalArgumentException().isThrownBy(() -> new DriftCriteria(0.1, true, 0, rules));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DriftCriteria.nominal(1).withPsiThreshold(0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DriftSettings(EffectThresholds.NONE, 0, Map.of()));
  }
}
