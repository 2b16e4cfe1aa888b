package com.nextgen.ml.monitoring.fairness;

import com.nextgen.ml.monitoring.fairness.sums.AttributeSums;
import com.nextgen.ml.monitoring.schema.policy.FairnessMetric;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The groups of one attribute.
 *
 * @param reference the group that others are compared with; null if there is none
 * @param evidence found at any time, beside the window; null if none is gathered
 */
public record AttributeReport(
    AttributeSums sums,
    @Nullable String reference,
    List<MetricReport> metrics,
    FairnessVerdict verdict,
    @Nullable Evidence evidence) {

  /**
   * What an e-process has gathered against fairness.
   *
   * @param value 1 where it begins
   * @param threshold at which it alarms
   */
  public record Evidence(double value, double threshold) {}

  public AttributeReport {
    metrics = List.copyOf(metrics);
  }

  /** Returns the report of one metric; null if groups of this kind do not have it. */
  public @Nullable MetricReport metric(FairnessMetric metric) {
    return metrics.stream().filter(one -> one.metric() == metric).findFirst().orElse(null);
  }

  /** Returns what is missing for verdicts, each group and denominator once. */
  public List<Shortage> needs() {
    return Shortages.together(metrics.stream().flatMap(metric -> metric.needs().stream()).toList());
  }

  /** Returns whether a judged gap has grown since validation; null if that is not known. */
  public @Nullable Boolean opened() {
    List<MetricReport> judged = metrics.stream().filter(MetricReport::judged).toList();
    if (judged.stream().anyMatch(metric -> Boolean.TRUE.equals(metric.change().opened()))) {
      return true;
    }
    boolean known =
        !judged.isEmpty()
            && judged.stream().map(metric -> metric.change().opened()).allMatch(Objects::nonNull);
    return known ? Boolean.FALSE : null;
  }
}
