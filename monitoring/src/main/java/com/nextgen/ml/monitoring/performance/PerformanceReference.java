package com.nextgen.ml.monitoring.performance;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.baseline.PerformanceFigures;
import com.nextgen.ml.monitoring.counts.OutcomeCounts;
import com.nextgen.ml.monitoring.figures.Estimate;
import com.nextgen.ml.monitoring.figures.MetricEstimates;
import com.nextgen.ml.monitoring.figures.PerformanceMetric;
import com.nextgen.ml.monitoring.schema.Task;
import com.nextgen.ml.monitoring.schema.policy.PerformanceSettings;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What performance is compared with.
 *
 * @param labelled rows that the figures are from
 * @param values by the figures' names
 * @param standardErrors by the same names; one that is not known is absent
 */
public record PerformanceReference(
    long labelled, SortedMap<String, Double> values, SortedMap<String, Double> standardErrors) {

  public PerformanceReference {
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    standardErrors = Collections.unmodifiableSortedMap(new TreeMap<>(standardErrors));
  }

  /** Nothing to hold performance against, and why. */
  public static PerformanceReference empty() {
    return new PerformanceReference(0, new TreeMap<>(), new TreeMap<>());
  }

  /**
   * Returns the baseline's validation performance; none if it has none or was fitted on these rows.
   */
  public static PerformanceReference of(Baseline baseline) {
    PerformanceFigures figures = baseline.outputs().performance();
    return figures == null || baseline.inSample()
        ? empty()
        : new PerformanceReference(figures.labelled(), figures.metrics(), figures.standardErrors());
  }

  /** Other labelled rows. */
  public static PerformanceReference of(OutcomeCounts outcomes) {
    TreeMap<String, Double> values = new TreeMap<>();
    TreeMap<String, Double> errors = new TreeMap<>();
    MetricEstimates.of(outcomes)
        .figures()
        .forEach(
            (name, figure) -> {
              values.put(name, figure.value());
              errors.put(name, figure.standardError());
            });
    return new PerformanceReference(outcomes.labelled(), values, errors);
  }

  /** Returns the value of a metric; null if it is not known. */
  @Nullable Double value(PerformanceMetric metric) {
    return values.get(metric.code());
  }

  /**
   * By how much each figure that is judged must be worse than here to matter, in its own unit.
   *
   * @param task of the model; figures that are not judged of it, or not known here, are absent
   */
  public SortedMap<String, Double> thresholds(Task task, PerformanceSettings rules) {
    SortedMap<String, Double> thresholds = new TreeMap<>();
    for (PerformanceMetric metric : PerformanceMetric.judged(task)) {
      Double value = value(metric);
      if (value != null) {
        thresholds.put(metric.code(), metric.threshold(value, rules));
      }
    }
    return thresholds;
  }

  /**
   * The standard error of a figure; if it is not known, that of {@code current} for as many rows.
   */
  double standardError(PerformanceMetric metric, Estimate current, long rows) {
    Double known = standardErrors.get(metric.code());
    return known == null
        ? current.standardError() * Math.sqrt(rows / (double) Math.max(1, labelled))
        : known;
  }
}
