package com.nextgen.ml.monitoring.performance;

import com.nextgen.ml.monitoring.schema.Task;
import com.nextgen.ml.monitoring.schema.policy.PerformanceSettings;
import java.util.List;

/** Which figures a verdict follows from, and from what change on they matter. */
final class Metrics {
  private Metrics() {}

  /** The figures that are judged of a task. */
  static List<String> judged(Task task) {
    return switch (task) {
      case BINARY_CLASSIFICATION -> List.of("accuracy", "auc", "brier", "f1");
      case MULTICLASS_CLASSIFICATION -> List.of("accuracy", "f1", "logLoss");
      case REGRESSION -> List.of("mae", "rmse");
      case ANOMALY_DETECTION, CLUSTERING, RANKING -> List.of();
    };
  }

  /** Whether more of it is better. */
  static boolean isShare(String metric) {
    return metric.equals("accuracy") || metric.equals("auc") || metric.equals("f1");
  }

  /** How much worse {@code metric} must be than {@code reference} to matter. */
  static double threshold(String metric, double reference, PerformanceSettings rules) {
    return isShare(metric) ? rules.drop() : rules.growth() * reference;
  }
}
