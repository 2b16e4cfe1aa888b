package com.nextgen.ml.monitoring.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.baseline.SharedData;
import com.nextgen.ml.monitoring.figures.Estimate;
import com.nextgen.ml.monitoring.performance.PerformanceSamples.Rows;
import com.nextgen.ml.monitoring.schema.Task;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/**
 * NannyML's California housing month by month: AUC from labels, and estimated before them, against
 * {@code reference.json}.
 */
class CaliforniaTest {
  private static final Task BINARY = Task.BINARY_CLASSIFICATION;

  @Test
  void realizedAndEstimatedAucFollowTheReference() throws IOException {
    JsonNode months = SharedData.reference().get("nannyml-california").get("months");
    Baseline baseline =
        PerformanceSamples.baseline(
            BINARY,
            rows(SharedData.rows("nannyml-california/california_housing_reference.csv"), Map.of()),
            false);
    TreeMap<String, List<Map<String, String>>> analysis = new TreeMap<>();
    for (Map<String, String> row :
        SharedData.rows("nannyml-california/california_housing_analysis.csv")) {
      String month = Objects.requireNonNull(row.get("timestamp")).substring(0, 7);
      analysis.computeIfAbsent(month, key -> new ArrayList<>()).add(row);
    }
    Map<String, String> truth = new TreeMap<>();
    SharedData.rows("nannyml-california/california_housing_analysis_gt.csv")
        .forEach(row -> truth.put(row.get("id"), row.get("clf_target")));
    SoftAssertions softly = new SoftAssertions();
    double worst = 0;
    for (Map.Entry<String, JsonNode> month : months.properties()) {
      Rows rows = rows(Objects.requireNonNull(analysis.get(month.getKey())), truth);
      PerformanceReport report = PerformanceSamples.report(BINARY, baseline, rows, rows);
      JsonNode expected = month.getValue();
      softly.assertThat(rows.score().length).isEqualTo(expected.get("n").intValue());
      Estimate realised = Objects.requireNonNull(report.figures().figures().get("auc"));
      softly
          .assertThat(realised.value())
          .as("realised " + month.getKey())
          .isCloseTo(expected.get("realised_auc").doubleValue(), within(1e-9));
      Estimate estimate =
          Objects.requireNonNull(Objects.requireNonNull(report.estimate()).figures().get("auc"));
      double published = expected.get("cbpe_auc_isotonic_all_reference").doubleValue();
      worst = Math.max(worst, Math.abs(estimate.value() - published));
      softly
          .assertThat(estimate.value())
          .as("estimated " + month.getKey())
          .isCloseTo(published, within(1e-9));
      boolean far = Math.abs(realised.value() - published) > 0.1;
      if (far) { // the estimate was wrong, and the labels say why
        softly
            .assertThat(Objects.requireNonNull(report.cause()).cause())
            .as(month.getKey())
            .isEqualTo(Cause.CONCEPT_OR_CALIBRATION);
      }
    }
    softly.assertAll();
    assertThat(worst).isLessThan(1e-9);
  }

  private static Rows rows(List<Map<String, String>> lines, Map<String, String> truth) {
    double[] score = new double[lines.size()];
    double[] label = new double[lines.size()];
    for (int i = 0; i < score.length; i++) {
      Map<String, String> line = lines.get(i);
      score[i] = Double.parseDouble(Objects.requireNonNull(line.get("y_pred_proba")));
      String told =
          truth.isEmpty()
              ? line.get("clf_target")
              : truth.get(Objects.requireNonNull(line.get("id")));
      label[i] = Double.parseDouble(Objects.requireNonNull(told));
    }
    return new Rows(score, label);
  }
}
