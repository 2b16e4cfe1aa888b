package com.nextgen.ml.monitoring.performance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.figures.PerformanceMetric;
import com.nextgen.ml.monitoring.performance.PerformanceSamples.Rows;
import com.nextgen.ml.monitoring.report.Reason;
import com.nextgen.ml.monitoring.report.Verdict;
import com.nextgen.ml.monitoring.schema.Task;
import com.nextgen.ml.monitoring.schema.policy.PerformanceSettings;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** An area under the ROC curve that score bins leave too uncertain to be shown. */
class UncertainRanksTest {
  private static final Task BINARY = Task.BINARY_CLASSIFICATION;

  /** Only a fall of the AUC by .2 matters; no loss can grow so much. */
  private static final PerformanceSettings RANKS = new PerformanceSettings(0.2, 10);

  private final Baseline baseline =
      PerformanceSamples.baseline(
          BINARY, PerformanceSamples.binary(new Random(1), 6000, 1, 1), false);

  /**
   * Rows of which a share have scores of one bin.
   *
   * @param inverted whether low scores are the positives'
   */
  private static Rows rows(double share, boolean inverted) {
    Random random = new Random(31);
    double[] score = new double[4_000];
    double[] truth = new double[score.length];
    for (int i = 0; i < score.length; i++) {
      score[i] =
          random.nextDouble() < share ? 0.7011 + 1e-4 * random.nextDouble() : random.nextDouble();
      truth[i] = random.nextDouble() < score[i] ^ inverted ? 1 : 0;
    }
    return new Rows(score, truth);
  }

  private PerformanceReport report(double share, boolean inverted) {
    Rows rows = rows(share, inverted);
    return PerformanceSamples.report(BINARY, baseline, rows, rows, RANKS);
  }

  private static MetricComparison auc(PerformanceReport report) {
    assertThat(report.figures().figures()).doesNotContainKey("auc");
    return report.comparisons().stream()
        .filter(one -> one.metric() == PerformanceMetric.AUC)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void hasDriftedIfTheBestThatBinsAllowIsWorse() {
    PerformanceReport report = report(0.4, true);
    MetricComparison auc = auc(report);
    assertThat(auc.bound()).isGreaterThan(0.05);
    assertThat(auc.worse())
        .isGreaterThan(0.2)
        .isEqualTo(auc.reference() - auc.current() - auc.bound());
    assertThat(auc.verdict()).isEqualTo(Verdict.DRIFTED);
    assertThat(report.verdict()).isEqualTo(Verdict.DRIFTED);
  }

  @Test
  void isNotEnoughDataIfItMayBeWorseOrNot() throws IOException {
    PerformanceReport report = report(0.8, false);
    assertThat(auc(report).verdict()).isEqualTo(Verdict.NOT_ENOUGH_DATA);
    assertThat(report.verdict()).isEqualTo(Verdict.NOT_ENOUGH_DATA);
    assertThat(report.reason()).isEqualTo(Reason.WIDE_SCORE_BINS);
    JsonNode json = new ObjectMapper().readTree(PerformanceReportJson.toBytes(report));
    assertThat(json.path("reason").asText()).isEqualTo("wide-score-bins");
    assertThat(json.path("bounds").path("auc").path(0).asDouble())
        .isEqualTo(auc(report).current() - auc(report).bound());
    assertThat(json.path("bounds").has("averagePrecision")).isTrue();
    assertThat(json.path("comparisons").path(1).path("verdict").asText())
        .isEqualTo("not-enough-data");
    assertThat(json.path("comparisons").path(1).path("bound").asDouble())
        .isEqualTo(auc(report).bound());
    assertThat(json.path("comparisons").path(0).has("bound")).isFalse();
  }

  @Test
  void isStableIfItIsNotWorseByWhatMattersHoweverScoresLieInTheirBins() {
    PerformanceReport report = report(0.2, false);
    assertThat(auc(report).verdict()).isEqualTo(Verdict.STABLE);
    assertThat(report.verdict()).isEqualTo(Verdict.STABLE);
  }
}
