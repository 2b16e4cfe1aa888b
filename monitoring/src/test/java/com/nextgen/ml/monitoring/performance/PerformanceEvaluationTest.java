package com.nextgen.ml.monitoring.performance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.figures.Estimate;
import com.nextgen.ml.monitoring.figures.MetricEstimates;
import com.nextgen.ml.monitoring.performance.PerformanceSamples.Rows;
import com.nextgen.ml.monitoring.report.Reason;
import com.nextgen.ml.monitoring.report.Verdict;
import com.nextgen.ml.monitoring.report.WindowSpan;
import com.nextgen.ml.monitoring.schema.Task;
import com.nextgen.ml.monitoring.schema.policy.MonitoringPolicy;
import com.nextgen.ml.monitoring.schema.policy.PerformanceSettings;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PerformanceEvaluationTest {
  private static final Task BINARY = Task.BINARY_CLASSIFICATION;

  private final Rows validation = PerformanceSamples.binary(new Random(1), 6000, 1, 1);
  private final Baseline baseline = PerformanceSamples.baseline(BINARY, validation, false);

  @Test
  void isStableWithoutChange() {
    Rows now = PerformanceSamples.binary(new Random(2), 3000, 1, 1);
    PerformanceReport report = PerformanceSamples.report(BINARY, baseline, now, now);
    assertThat(report.verdict()).isEqualTo(Verdict.STABLE);
    assertThat(report.reason()).isNull();
    assertThat(report.comparisons())
        .extracting(comparison -> comparison.metric().code())
        .containsExactly("accuracy", "auc", "brier", "f1");
  }

  @Test
  void aChangedConceptIsDriftedAndNamed() {
    Rows now = PerformanceSamples.binary(new Random(3), 3000, 1, 4);
    PerformanceReport report = PerformanceSamples.report(BINARY, baseline, now, now);
    assertThat(report.verdict()).isEqualTo(Verdict.DRIFTED);
    assertThat(Objects.requireNonNull(report.cause()).cause())
        .isEqualTo(Cause.CONCEPT_OR_CALIBRATION);
  }

  @Test
  void otherScoresWithTheSameConceptAreAnInputShift() {
    Rows now = inTheMiddle();
    PerformanceReport report = PerformanceSamples.report(BINARY, baseline, now, now);
    assertThat(report.verdict()).isEqualTo(Verdict.DRIFTED);
    assertThat(Objects.requireNonNull(report.cause()).cause()).isEqualTo(Cause.INPUT_SHIFT);
    Estimate estimated =
        Objects.requireNonNull(Objects.requireNonNull(report.estimate()).figures().get("f1"));
    double realised = Objects.requireNonNull(report.figures().figures().get("f1")).value();
    assertThat(realised).isBetween(estimated.low(), estimated.high());
  }

  /** Rows where the model knows least. */
  private static Rows inTheMiddle() {
    Rows spread = PerformanceSamples.binary(new Random(4), 9000, 1, 1);
    int[] middle =
        IntStream.range(0, 9000).filter(i -> Math.abs(spread.score()[i] - 0.5) < 0.2).toArray();
    return new Rows(
        Arrays.stream(middle).mapToDouble(i -> spread.score()[i]).toArray(),
        Arrays.stream(middle).mapToDouble(i -> spread.truth()[i]).toArray());
  }

  @Test
  void usesTheThresholdsOfThePolicy() {
    Rows now = PerformanceSamples.binary(new Random(3), 3000, 1, 4);
    PerformanceSettings never = new PerformanceSettings(1, 10);
    PerformanceReport report = PerformanceSamples.report(BINARY, baseline, now, now, never);
    assertThat(report.verdict()).isEqualTo(Verdict.STABLE);
    MetricComparison accuracy = report.comparisons().get(0);
    assertThat(accuracy.threshold()).isEqualTo(1);
    assertThat(PerformanceReference.of(baseline).thresholds(BINARY, never))
        .isEqualTo(
            report.comparisons().stream()
                .collect(
                    Collectors.toMap(one -> one.metric().code(), MetricComparison::threshold)));
    PerformanceSettings tight = new PerformanceSettings(accuracy.worse() * 0.99, 10);
    assertThat(drifted(PerformanceSamples.report(BINARY, baseline, now, now, tight)))
        .contains("accuracy")
        .doesNotContain("brier");

    // Scores alone are worse here: whether by what matters, the estimate's cause goes by too.
    Rows middle = inTheMiddle();
    assertThat(cause(middle, PerformanceSettings.DEFAULT)).isEqualTo(Cause.INPUT_SHIFT);
    assertThat(cause(middle, never)).isEqualTo(Cause.UNEXPLAINED);
  }

  private static List<String> drifted(PerformanceReport report) {
    return report.comparisons().stream()
        .filter(MetricComparison::drifted)
        .map(one -> one.metric().code())
        .toList();
  }

  private Cause cause(Rows rows, PerformanceSettings rules) {
    PerformanceReport report = PerformanceSamples.report(BINARY, baseline, rows, rows, rules);
    return Objects.requireNonNull(report.cause()).cause();
  }

  @Test
  void tooFewLabelsAreNotEnoughData() {
    Rows now = PerformanceSamples.binary(new Random(5), 3000, 1, 1);
    Rows few = new Rows(Arrays.copyOf(now.score(), 300), Arrays.copyOf(now.truth(), 300));
    reason(few, few, Reason.TOO_FEW_LABELS);
    Rows half = new Rows(Arrays.copyOf(now.score(), 1500), Arrays.copyOf(now.truth(), 1500));
    reason(half, now, Reason.LOW_COVERAGE);
    int[] kept = // a tenth of the predictions in one score range lacks labels
        IntStream.range(0, 3000).filter(i -> now.score()[i] < 0.85 || i % 4 == 0).toArray();
    Rows uneven =
        new Rows(
            Arrays.stream(kept).mapToDouble(i -> now.score()[i]).toArray(),
            Arrays.stream(kept).mapToDouble(i -> now.truth()[i]).toArray());
    reason(uneven, now, Reason.UNEVEN_COVERAGE);
  }

  private void reason(Rows labelled, Rows all, Reason reason) {
    PerformanceReport report = PerformanceSamples.report(BINARY, baseline, labelled, all);
    assertThat(report.verdict()).isEqualTo(Verdict.NOT_ENOUGH_DATA);
    assertThat(report.reason()).isEqualTo(reason);
  }

  @Test
  void aBaselineOfTrainingRowsIsNoReference() {
    Baseline inSample = PerformanceSamples.baseline(BINARY, validation, true);
    PerformanceReport report = PerformanceSamples.report(BINARY, inSample, validation, validation);
    assertThat(report.reason()).isEqualTo(Reason.NO_VALIDATION);
    assertThat(report.estimate()).isNull();
    PerformanceReport without =
        new PerformanceEvaluation(
                null,
                null,
                PerformanceCriteria.onDemand(MonitoringPolicy.DEFAULT),
                CalibrationDrift.NONE)
            .evaluate(
                PerformanceSamples.SUBJECT,
                new WindowSpan("1h", null, null, 6000),
                "arrival",
                PerformanceSamples.outcomes(BINARY, inSample, validation),
                null);
    assertThat(without.reason()).isEqualTo(Reason.NO_BASELINE);
  }

  @Test
  void windowsWithoutDriftAreRarelyDrifted() {
    int drifted = 0;
    int rejected = 0;
    for (int i = 0; i < 300; i++) {
      Rows now = PerformanceSamples.binary(new Random(100 + i), 600, 1, 1);
      PerformanceReport report = PerformanceSamples.report(BINARY, baseline, now, now);
      drifted += report.verdict() == Verdict.DRIFTED ? 1 : 0;
      rejected +=
          Objects.requireNonNull(report.cause()).cause() == Cause.CONCEPT_OR_CALIBRATION ? 1 : 0;
    }
    // Of 300 at .05: 15 are expected, more than 27 come about once in a thousand.
    assertThat(drifted).isLessThanOrEqualTo(27);
    assertThat(rejected).isLessThanOrEqualTo(27);
  }

  @Test
  void intervalsOfEstimatesCoverTheRealizedFigures() {
    int held = 0;
    int all = 0;
    for (int i = 0; i < 60; i++) {
      Random random = new Random(1000 + i);
      Baseline small =
          PerformanceSamples.baseline(BINARY, PerformanceSamples.binary(random, 2000, 1, 1), false);
      Rows now = PerformanceSamples.binary(random, 800, 1.7, 1);
      PerformanceReport report = PerformanceSamples.report(BINARY, small, now, now);
      MetricEstimates estimate = Objects.requireNonNull(report.estimate());
      for (String name : new String[] {"accuracy", "f1", "recall", "precision", "auc"}) {
        Estimate expected = estimate.figures().get(name);
        Estimate realised = report.figures().figures().get(name);
        if (expected != null && realised != null) {
          all++;
          held += realised.value() >= expected.low() && realised.value() <= expected.high() ? 1 : 0;
        }
      }
    }
    assertThat(all).isGreaterThan(200);
    assertThat(held / (double) all).isBetween(0.90, 1.0);
  }

  @Test
  void estimatesRegressionErrorsWhenValuesMove() {
    Baseline values =
        PerformanceSamples.baseline(
            Task.REGRESSION, PerformanceSamples.values(new Random(6), 8000, 0, 0.3), false);
    Random random = new Random(7);
    Rows moved = PerformanceSamples.values(random, 3000, 1.2, 0.3);
    PerformanceReport report = PerformanceSamples.report(Task.REGRESSION, values, moved, moved);
    Estimate mae =
        Objects.requireNonNull(Objects.requireNonNull(report.estimate()).figures().get("mae"));
    Estimate realised = Objects.requireNonNull(report.figures().figures().get("mae"));
    double before = Objects.requireNonNull(report.reference().values().get("mae"));
    assertThat(realised.value()).isGreaterThan(1.3 * before);
    assertThat(realised.value()).isBetween(mae.low(), mae.high());
    assertThat(report.verdict()).isEqualTo(Verdict.DRIFTED);
    assertThat(Objects.requireNonNull(report.cause()).cause()).isEqualTo(Cause.INPUT_SHIFT);
    Rows noisier = PerformanceSamples.values(random, 3000, 0, 0.6);
    assertThat(
            Objects.requireNonNull(
                    PerformanceSamples.report(Task.REGRESSION, values, noisier, noisier).cause())
                .cause())
        .isEqualTo(Cause.CONCEPT_OR_CALIBRATION);
  }

  @Test
  void documentMatchesTheContract() throws IOException {
    Rows now = PerformanceSamples.binary(new Random(8), 3000, 1, 1);
    JsonNode json =
        new ObjectMapper()
            .readTree(
                PerformanceReportJson.toBytes(
                    PerformanceSamples.report(BINARY, baseline, now, now)));
    assertThat(json.fieldNames())
        .toIterable()
        .contains(
            "window",
            "labelled",
            "metrics",
            "intervals",
            "classes",
            "confusion",
            "coverage",
            "estimated",
            "baseline",
            "verdict");
    assertThat(json.get("metrics").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "accuracy",
            "balancedAccuracy",
            "precision",
            "recall",
            "f1",
            "auc",
            "averagePrecision",
            "logLoss",
            "brier",
            "calibrationError");
    assertThat(json.get("intervals").get("auc")).hasSize(2);
    assertThat(json.get("classes").get(0).fieldNames())
        .toIterable()
        .containsExactly("class", "precision", "recall", "f1", "support");
    assertThat(json.get("confusion")).hasSize(4);
    assertThat(json.get("coverage").doubleValue()).isEqualTo(1);
    assertThat(json.get("estimated").get("assumes").textValue())
        .isEqualTo("P(label | score) unchanged");
    assertThat(json.get("verdict").textValue()).isEqualTo("stable");
  }
}
