package com.nextgen.ml.monitoring.figures;

import com.nextgen.ml.monitoring.schema.Task;
import com.nextgen.ml.monitoring.schema.policy.PerformanceSettings;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** What is measured of labelled rows, and of which tasks a verdict follows from it. */
public enum PerformanceMetric {
  ACCURACY("accuracy", true, Task.BINARY_CLASSIFICATION, Task.MULTICLASS_CLASSIFICATION),
  AUC("auc", true, Task.BINARY_CLASSIFICATION),
  AVERAGE_PRECISION("averagePrecision", true),
  BALANCED_ACCURACY("balancedAccuracy", true),
  BIAS("bias", false),
  BRIER("brier", false, Task.BINARY_CLASSIFICATION),
  CALIBRATION_ERROR("calibrationError", false),
  F1("f1", true, Task.BINARY_CLASSIFICATION, Task.MULTICLASS_CLASSIFICATION),
  LOG_LOSS("logLoss", false, Task.MULTICLASS_CLASSIFICATION),
  MAE("mae", false, Task.REGRESSION),
  MAPE("mape", false),
  PRECISION("precision", true),
  R2("r2", true),
  RECALL("recall", true),
  RMSE("rmse", false, Task.REGRESSION);

  private final String code;
  private final boolean higherIsBetter;

  @SuppressWarnings("ImmutableEnumChecker") // made by Set.of
  private final Set<Task> judgedTasks;

  PerformanceMetric(String code, boolean higherIsBetter, Task... judgedTasks) {
    this.code = code;
    this.higherIsBetter = higherIsBetter;
    this.judgedTasks = Set.of(judgedTasks);
  }

  /** Returns the metrics that a verdict on a model of this task follows from. */
  public static List<PerformanceMetric> judged(Task task) {
    return Arrays.stream(values()).filter(metric -> metric.judgedTasks.contains(task)).toList();
  }

  /** Returns its name in documents and on {@code /metrics}. */
  public String code() {
    return code;
  }

  /** Returns by how much {@code current} is worse than {@code reference}; negative if better. */
  public double worse(double reference, double current) {
    return higherIsBetter ? reference - current : current - reference;
  }

  /**
   * Returns how much worse than {@code reference} a judged metric must be to matter: an absolute
   * drop of a share, a relative growth of a loss.
   */
  public double threshold(double reference, PerformanceSettings settings) {
    return higherIsBetter ? settings.drop() : settings.growth() * reference;
  }
}
