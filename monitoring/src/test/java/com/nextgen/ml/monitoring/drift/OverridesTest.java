package com.nextgen.ml.monitoring.drift;

import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.monitoring.counts.CategoricalBins;
import com.nextgen.ml.monitoring.counts.Column;
import com.nextgen.ml.monitoring.counts.Counts;
import com.nextgen.ml.monitoring.counts.Layout;
import com.nextgen.ml.monitoring.drift.statistic.TestName;
import com.nextgen.ml.monitoring.report.Reason;
import com.nextgen.ml.monitoring.report.Subject;
import com.nextgen.ml.monitoring.report.Verdict;
import com.nextgen.ml.monitoring.report.WindowSpan;
import com.nextgen.ml.monitoring.schema.policy.DriftSettings;
import com.nextgen.ml.monitoring.schema.policy.EffectThresholds;
import com.nextgen.ml.monitoring.schema.policy.FeaturePolicy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What a policy says of one feature, or of all, decides the verdict. */
class OverridesTest {
  private static final CategoricalBins NAMES = CategoricalBins.of(List.of("a", "b"));
  private static final Layout LAYOUT =
      new Layout(
          List.of(
              new Column("first", Column.Source.CATEGORICAL_INPUT, 0, NAMES),
              new Column("second", Column.Source.CATEGORICAL_INPUT, 1, NAMES)));

  /** PSI of this against {@link #BASELINE} is 0.2 · ln(0.6 · 0.6 / (0.4 · 0.4)) = 0.162. */
  private static final Counts CURRENT = counts(600, 400);

  private static final Counts BASELINE = counts(4_000, 6_000);

  private static Counts counts(long a, long b) {
    return new Counts(LAYOUT, List.of(Sample.cells(NAMES, a, b), Sample.cells(NAMES, a, b)));
  }

  private static DriftReport report(DriftSettings rules) {
    return DriftEvaluation.evaluate(
        Reference.of(BASELINE),
        CURRENT,
        new DriftCriteria(0.01, true, 500, rules),
        new Subject("m", "1", "instance", "baseline"),
        new WindowSpan("1h", null, null, 1_000));
  }

  private static DriftSettings rules(Map<String, Double> all, double ratio, FeaturePolicy first) {
    // The largest difference is .2, an effect by itself where its threshold is not named.
    Map<String, Double> named = new HashMap<>(all);
    named.put("l-infinity", 0.3);
    return new DriftSettings(new EffectThresholds(named), ratio, Map.of("first", first));
  }

  private static FeaturePolicy psi(double threshold) {
    return new FeaturePolicy(
        new EffectThresholds(Map.of("psi", threshold)), OptionalLong.empty(), true);
  }

  private static ColumnReport first(DriftReport report) {
    return report.feature("first").orElseThrow();
  }

  private static ColumnReport second(DriftReport report) {
    return report.feature("second").orElseThrow();
  }

  @Test
  void aFeatureThresholdAffectsThatFeatureOnly() {
    DriftReport report = report(rules(Map.of(), 0.5, psi(0.15)));

    assertThat(first(report).verdict()).isEqualTo(Verdict.DRIFTED);
    assertThat(first(report).test(TestName.PSI).orElseThrow().threshold()).hasValue(0.15);
    assertThat(second(report).verdict()).isEqualTo(Verdict.STABLE);
    assertThat(second(report).test(TestName.PSI).orElseThrow().threshold()).hasValue(0.2);
    assertThat(report.dataset().verdict()).isEqualTo(Verdict.DRIFTED);
  }

  @Test
  void theModelThresholdIsTheDefaultOfFeatures() {
    DriftReport report = report(rules(Map.of("psi", 0.1), 1, psi(0.3)));

    assertThat(first(report).verdict()).isEqualTo(Verdict.STABLE);
    assertThat(second(report).verdict()).isEqualTo(Verdict.DRIFTED);
    assertThat(report.dataset().verdict()).isEqualTo(Verdict.STABLE);
  }

  @Test
  void aNamedTestDecidesBesidePsi() {
    DriftReport report = report(rules(Map.of("total-variation", 0.19), 0.5, psi(0.9)));

    assertThat(first(report).verdict()).isEqualTo(Verdict.DRIFTED);
    assertThat(report(rules(Map.of(), 0.5, psi(0.9))).hasDrift()).isFalse();
  }

  @Test
  void reportsAnUnwatchedFeatureWithoutAVerdict() {
    FeaturePolicy unwatched = new FeaturePolicy(EffectThresholds.NONE, OptionalLong.empty(), false);
    DriftReport report = report(rules(Map.of("psi", 0.1), 0.5, unwatched));

    assertThat(first(report).verdict()).isEqualTo(Verdict.NOT_ENOUGH_DATA);
    assertThat(first(report).reason()).isEqualTo(Reason.NOT_WATCHED);
    assertThat(first(report).test(TestName.PSI)).isPresent();
    assertThat(report.dataset().driftedRatio()).hasValue(1.0);
  }

  @Test
  void minimumRowsOfAFeatureAffectThatFeatureOnly() {
    FeaturePolicy many = new FeaturePolicy(EffectThresholds.NONE, OptionalLong.of(1_001), true);
    DriftReport report = report(rules(Map.of("psi", 0.1), 0.5, many));

    assertThat(first(report).reason()).isEqualTo(Reason.TOO_FEW_ROWS);
    assertThat(second(report).verdict()).isEqualTo(Verdict.DRIFTED);
  }
}
