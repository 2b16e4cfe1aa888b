package com.nextgen.ml.monitoring.performance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.concept.LossBounds;
import com.nextgen.ml.monitoring.counts.OutcomeCounts;
import com.nextgen.ml.monitoring.counts.OutcomeLayout;
import com.nextgen.ml.monitoring.counts.live.OutcomeTally;
import com.nextgen.ml.monitoring.figures.MetricEstimates;
import com.nextgen.ml.monitoring.performance.PerformanceSamples.Rows;
import com.nextgen.ml.monitoring.report.WindowSpan;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.ScoreKind;
import com.nextgen.ml.monitoring.schema.ScoreMeaning;
import com.nextgen.ml.monitoring.schema.Task;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Scores that happen to lie in [0, 1] and are no probabilities. */
class MarginsTest {
  private static final Task BINARY = Task.BINARY_CLASSIFICATION;

  private final Rows rows = PerformanceSamples.binary(new Random(3), 2_000, 1, 1);
  private final ModelSchema margins =
      PerformanceSamples.schema(BINARY).withScoring(new ScoreMeaning(ScoreKind.MARGIN, 0.5));
  private final Baseline baseline = PerformanceSamples.baseline(margins, rows);

  @Test
  void marginsHaveRankFiguresButNoLosses() {
    MetricEstimates figures = MetricEstimates.of(outcomes());
    assertThat(figures.figures()).containsKeys("accuracy", "auc", "averagePrecision");
    assertThat(figures.figures()).doesNotContainKeys("brier", "logLoss", "calibrationError");
    assertThat(figures.refused())
        .containsEntry("brier", "scores are not probabilities")
        .containsEntry("logLoss", "scores are not probabilities")
        .containsEntry("calibrationError", "scores are not probabilities");
    assertThat(baseline.outputs().performance().metrics()).doesNotContainKey("brier");
  }

  @Test
  void doesNotEstimateFromMarginsAndSaysWhy() throws Exception {
    assertThat(Estimator.of(baseline, margins)).isEmpty();
    assertThat(Estimator.of(baseline, PerformanceSamples.schema(BINARY))).isPresent();
    JsonNode report = report(outcomes());
    assertThat(report.has("estimated")).isFalse();
    assertThat(report.path("notEstimated").asText()).isEqualTo("scores are not probabilities");
  }

  @Test
  void detectorsHaveNoSquaredLossOfMargins() {
    LossBounds bounds = LossBounds.of(baseline.outputs().performance(), false).orElseThrow();
    assertThat(bounds.squared()).isEmpty();
  }

  @Test
  void givesAReasonForATaskWithoutTruth() throws Exception {
    OutcomeLayout clusters =
        new OutcomeLayout(Task.CLUSTERING, List.of("0", "1", "2"), -1, null, false);
    JsonNode report = report(clusters.empty());
    assertThat(report.path("verdict").asText()).isEqualTo("not-enough-data");
    assertThat(report.path("reason").asText()).isEqualTo("task-without-labels");
    assertThat(report.path("notEstimated").asText()).isEqualTo("task-without-labels");
  }

  private JsonNode report(OutcomeCounts outcomes) throws Exception {
    PerformanceReport report =
        new PerformanceEvaluation(
                null,
                null,
                PerformanceCriteria.onDemand(margins.monitoring()),
                CalibrationDrift.NONE)
            .evaluate(
                PerformanceSamples.SUBJECT,
                new WindowSpan("1h", null, null, outcomes.labelled()),
                "arrival",
                outcomes,
                null);
    return new JsonMapper().readTree(PerformanceReportJson.toBytes(report));
  }

  private OutcomeCounts outcomes() {
    OutcomeTally tally = new OutcomeTally(OutcomeLayout.of(margins, baseline.layout()));
    for (int i = 0; i < rows.score().length; i++) {
      double score = rows.score()[i];
      tally.addClass((int) rows.truth()[i], score >= 0.5 ? 1 : 0, score, null, 0);
    }
    return tally.counts();
  }
}
