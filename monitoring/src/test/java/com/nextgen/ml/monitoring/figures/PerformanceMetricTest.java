package com.nextgen.ml.monitoring.figures;

import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.monitoring.schema.Task;
import com.nextgen.ml.monitoring.schema.policy.PerformanceSettings;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PerformanceMetricTest {
  private static final PerformanceSettings SETTINGS = new PerformanceSettings(0.05, 0.1);

  /** Reports list what was judged by name. */
  @Test
  void areSortedByCode() {
    assertThat(Arrays.stream(PerformanceMetric.values()).map(PerformanceMetric::code)).isSorted();
  }

  @Test
  void areJudgedOnlyForTasksWithATruth() {
    for (Task task : Task.values()) {
      assertThat(PerformanceMetric.judged(task).isEmpty())
          .as(task.code())
          .isEqualTo(!task.hasTruth());
    }
    assertThat(PerformanceMetric.judged(Task.BINARY_CLASSIFICATION))
        .containsExactly(
            PerformanceMetric.ACCURACY,
            PerformanceMetric.AUC,
            PerformanceMetric.BRIER,
            PerformanceMetric.F1);
    assertThat(PerformanceMetric.judged(Task.REGRESSION))
        .containsExactly(PerformanceMetric.MAE, PerformanceMetric.RMSE);
  }

  @Test
  void aShareIsWorseWhereItDropsAndALossWhereItGrows() {
    assertThat(PerformanceMetric.AUC.worse(0.9, 0.6)).isEqualTo(0.9 - 0.6);
    assertThat(PerformanceMetric.AUC.threshold(0.9, SETTINGS)).isEqualTo(0.05);
    assertThat(PerformanceMetric.RMSE.worse(2, 3)).isEqualTo(1);
    assertThat(PerformanceMetric.RMSE.threshold(2, SETTINGS)).isEqualTo(0.1 * 2);
  }
}
