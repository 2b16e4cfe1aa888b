package com.nextgen.ml.service.registry.yaml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.policy.AlarmFamily;
import com.nextgen.ml.monitoring.schema.policy.BudgetShares;
import com.nextgen.ml.monitoring.schema.policy.ConceptPolicy;
import com.nextgen.ml.monitoring.schema.policy.DriftSettings;
import com.nextgen.ml.monitoring.schema.policy.EffectThresholds;
import com.nextgen.ml.monitoring.schema.policy.FairnessMetric;
import com.nextgen.ml.monitoring.schema.policy.FairnessSettings;
import com.nextgen.ml.monitoring.schema.policy.FalseAlarmBudget;
import com.nextgen.ml.monitoring.schema.policy.FeaturePolicy;
import com.nextgen.ml.monitoring.schema.policy.LabelPolicy;
import com.nextgen.ml.monitoring.schema.policy.LogPolicy;
import com.nextgen.ml.monitoring.schema.policy.MonitoringPolicy;
import com.nextgen.ml.monitoring.schema.policy.MultivariatePolicy;
import com.nextgen.ml.monitoring.schema.policy.PerformanceSettings;
import com.nextgen.ml.monitoring.schema.policy.Window;
import com.nextgen.ml.service.registry.RegistryException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyFormTest {
  private static final String EXAMPLE =
      """
      name: m
      task: regression
      features:
        - {name: PageValues, type: numeric}
        - {name: VisitorType, type: categorical}
      groups:
        - {attribute: age, bands: [25, 40]}
      monitoring:
        windows: [5m, 1h]
        minimum-rows: 200
        false-alarms: 2 per 7d
        budget: {drift: 0.5, quality: 0.1}
        thresholds: {psi: 0.25, wasserstein: 0.4, dataset-ratio: 0.3}
        features:
          PageValues: {psi: 0.3, minimum-rows: 1000, watch: false}
        show-values: true
        segments: [VisitorType, age]
        label-delay: 36h
        labels-per-day: 120.5
        retention: 30d
        log-features: true
        concept: {margin: 0.05, detectors: [e-detector, adwin]}
        multivariate: {rows: 5000}
        performance: {drop: 0.03, growth: 0.5}
        fairness: {judge: [equalized-odds, disparate-impact], difference: 0.05, ratio: 0.9, minimum: 50}
      """;

  private static final MonitoringPolicy POLICY =
      new MonitoringPolicy(
          List.of(Window.parse("5m"), Window.parse("1h")),
          200,
          FalseAlarmBudget.parse("2 per 7d"),
          BudgetShares.of(Map.of(AlarmFamily.DRIFT, 0.5, AlarmFamily.QUALITY, 0.1)),
          new DriftSettings(
              new EffectThresholds(Map.of("psi", 0.25, "wasserstein", 0.4)),
              0.3,
              Map.of(
                  "PageValues",
                  new FeaturePolicy(
                      new EffectThresholds(Map.of("psi", 0.3)), OptionalLong.of(1000), false))),
          true,
          List.of("VisitorType", "age"),
          new LabelPolicy(Duration.ofHours(36), OptionalDouble.of(120.5)),
          new LogPolicy(Duration.ofDays(30), true),
          new ConceptPolicy(0.05, List.of("e-detector", "adwin")),
          new MultivariatePolicy(5_000),
          new PerformanceSettings(0.03, 0.5),
          new FairnessSettings(
              List.of(FairnessMetric.EQUALIZED_ODDS, FairnessMetric.DISPARATE_IMPACT),
              0.05,
              0.9,
              50));

  @Test
  void readsAndWritesEveryKey() throws Exception {
    ModelSchema schema = read(EXAMPLE);

    assertThat(schema.monitoring()).isEqualTo(POLICY);
    assertThat(read(SchemaYaml.write(schema))).isEqualTo(schema);
  }

  @Test
  void otherFamiliesShareTheRest() throws Exception {
    BudgetShares budget = read(EXAMPLE).monitoring().budget();

    assertThat(budget.share(AlarmFamily.DRIFT)).isEqualTo(0.5);
    assertThat(budget.share(AlarmFamily.SEGMENTS)).isCloseTo(0.1, within(1e-12));
    assertThat(BudgetShares.EQUAL.share(AlarmFamily.DRIFT)).isCloseTo(1.0 / 6, within(1e-12));
  }

  @Test
  void everyKeyMayBeAbsentOrEmpty() throws Exception {
    String head = EXAMPLE.substring(0, EXAMPLE.indexOf("monitoring:"));
    assertThat(read(head).monitoring()).isEqualTo(MonitoringPolicy.DEFAULT);
    assertThat(read(head + "monitoring: {budget: , features: , segments: []}").monitoring())
        .isEqualTo(MonitoringPolicy.DEFAULT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          show-values: true | show-value: true | monitoring.show-value is not known; known are budget, concept, fairness, false-alarms, features
          show-values: true | show-values: yes | monitoring.show-values: 'yes' is neither true nor false
          quality: 0.1      | qualities: 0.1   | line 12: monitoring.budget.qualities is not known; known are concept, drift
          quality: 0.1      | quality: 0.6     | line 12: monitoring.budget leaves nothing for performance
          quality: 0.1      | quality: -0.1    | line 12: monitoring.budget.quality must be more than 0
          psi: 0.25         | g-test: 3        | line 13: monitoring.thresholds.g-test is not known; known are dataset-ratio
          psi: 0.25         | psi: 0           | line 13: monitoring.thresholds: threshold psi must be more than 0
          psi: 0.25         | psi: much        | line 13: monitoring.thresholds.psi: 'much' is not a number
          dataset-ratio: 0.3 | dataset-ratio: 3 | line 13: monitoring.thresholds.dataset-ratio must be
          PageValues: {     | PageVolume: {    | monitoring.features: 'PageVolume' is not a feature
          minimum-rows: 1000 | minimum-rows: 0 | line 15: monitoring.features.PageValues: minimum-rows must be at least 1
          watch: false      | watched: false   | line 15: monitoring.features.PageValues.watched is not known
          psi: 0.3,         | psi: [1],        | line 15: monitoring.features.PageValues.psi must be a single value
          [VisitorType, age] | [PageValues]    | monitoring.segments: 'PageValues' is numeric and has no bands in groups
          [VisitorType, age] | [shop]          | monitoring.segments: 'shop' is neither feature nor attribute
          [VisitorType, age] | [VisitorType, VisitorType] | monitoring.segments must name at most 4 columns, each once
          label-delay: 36h  | label-delay: -1h | monitoring.label-delay: duration '-1h' is not a number and one of
          label-delay: 36h  | label-delay: 999d | monitoring.label-delay must be 0s to 366d
          labels-per-day: 120.5 | labels-per-day: 0 | monitoring.labels-per-day must be more than 0
          retention: 30d    | retention: 30m   | monitoring.retention must be 1h to 3650d
          margin: 0.05      | margin: 0.6      | line 22: monitoring.concept.margin must be 0 to 0.5
          adwin]            | edwin]           | line 22: monitoring.concept.detectors: 'edwin' is not one of e-detector
          rows: 5000        | rows: 5000000    | line 23: monitoring.multivariate.rows must be 0 to 100000
          drop: 0.03        | drop: 0          | line 24: monitoring.performance.drop must be more than 0 and at most 1
          drop: 0.03        | drop: NaN        | line 24: monitoring.performance.drop
          growth: 0.5       | growth: 20%      | line 24: monitoring.performance.growth: '20%' is not a number
          growth: 0.5       | growth: -1       | line 24: monitoring.performance.growth must be more than 0 and at most 10
          growth: 0.5       | rise: 0.5        | line 24: monitoring.performance.rise is not known; known are drop, growth
          equalized-odds,   | equal-odds,      | line 25: an entry of monitoring.fairness.judge: 'equal-odds' is not one of demographic-parity, disparate-impact
          equalized-odds,   | average-odds,    | line 25: monitoring.fairness.judge: 'average-odds' is shown and cannot be judged
          equalized-odds,   | disparate-impact, | line 25: monitoring.fairness.judge repeats a gap
          difference: 0.05  | difference: 1    | line 25: monitoring.fairness.difference must be more than 0 and less than 1
          ratio: 0.9        | ratio: 1.25      | line 25: monitoring.fairness.ratio must be more than 0 and less than 1
          minimum: 50       | minimum: 0       | line 25: monitoring.fairness.minimum must be at least 1
          minimum: 50       | least: 50        | line 25: monitoring.fairness.least is not known; known are difference, judge, minimum, ratio
          """)
  void errorsNameTheKey(String from, String to, String message) {
    assertThat(EXAMPLE).contains(from);
    assertThatThrownBy(() -> read(EXAMPLE.replace(from, to)))
        .isInstanceOf(RegistryException.class)
        .hasMessageStartingWith("model.yaml")
        .hasMessageContaining(message);
  }

  private static ModelSchema read(String text) throws RegistryException {
    return SchemaYaml.read(text.getBytes(UTF_8));
  }
}
