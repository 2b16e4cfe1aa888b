package com.nextgen.ml.monitoring.performance;

import com.nextgen.ml.monitoring.counts.Counts;
import com.nextgen.ml.monitoring.counts.OutcomeCounts;
import com.nextgen.ml.monitoring.figures.BoundedFigure;
import com.nextgen.ml.monitoring.figures.Estimate;
import com.nextgen.ml.monitoring.figures.MetricEstimates;
import com.nextgen.ml.monitoring.figures.PerformanceMetric;
import com.nextgen.ml.monitoring.report.Reason;
import com.nextgen.ml.monitoring.report.Subject;
import com.nextgen.ml.monitoring.report.Verdict;
import com.nextgen.ml.monitoring.report.WindowSpan;
import com.nextgen.ml.monitoring.schema.Task;
import com.nextgen.ml.monitoring.stats.Normal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Judges performance. A figure that is judged has drifted if it is worse than the reference's by at
 * least its threshold and significantly: one-sided, by the normal approximation of the difference
 * of the two, at the policy's level after Holm's correction (Scand. J. Stat. 6, 1979). A figure
 * that score bins leave too uncertain to be shown is judged by the best that they allow.
 *
 * @param reference null if there is no baseline at all
 * @param estimator null if there is nothing to estimate from
 * @param past how far calibration moved in windows before
 */
public record PerformanceEvaluation(
    @Nullable PerformanceReference reference,
    @Nullable Estimator estimator,
    PerformanceCriteria policy,
    CalibrationDrift past) {

  /**
   * Judges labelled rows.
   *
   * @param by {@code arrival} or {@code prediction}
   * @param predicted all predictions of the window; null if that is not known
   */
  public PerformanceReport evaluate(
      Subject subject,
      WindowSpan window,
      String by,
      OutcomeCounts outcomes,
      @Nullable Counts predicted) {
    MetricEstimates figures = MetricEstimates.of(outcomes);
    Coverage coverage = predicted == null ? null : Coverage.of(outcomes, predicted);
    MetricEstimates estimate =
        estimator == null || predicted == null ? null : estimator.estimate(predicted, past);
    PerformanceReference against = reference == null ? PerformanceReference.empty() : reference;
    List<MetricComparison> comparisons =
        compare(outcomes.layout().task(), figures, outcomes.labelled(), against);
    Reason reason = shortage(subject, outcomes, coverage, against, comparisons);
    boolean drifted = comparisons.stream().anyMatch(MetricComparison::drifted);
    LabelShift cause =
        estimator == null || outcomes.labelled() < policy.minimumRows()
            ? null
            : estimator.shift(outcomes, estimate, policy.level());
    return new PerformanceReport(
        subject,
        window,
        by,
        outcomes,
        figures,
        coverage,
        estimate,
        cause,
        calibration(outcomes, coverage),
        past,
        against,
        policy,
        comparisons,
        reason != null ? Verdict.NOT_ENOUGH_DATA : drifted ? Verdict.DRIFTED : Verdict.STABLE,
        reason);
  }

  /** Of enough labels that are not of some rows alone. */
  private @Nullable Calibration calibration(OutcomeCounts outcomes, @Nullable Coverage coverage) {
    return estimator == null
            || coverage == null
            || outcomes.labelled() < policy.minimumRows()
            || coverage.share() < Coverage.LEAST
            || coverage.isUneven()
        ? null
        : estimator.calibration(outcomes);
  }

  private @Nullable Reason shortage(
      Subject subject,
      OutcomeCounts outcomes,
      @Nullable Coverage coverage,
      PerformanceReference against,
      List<MetricComparison> comparisons) {
    if (!outcomes.layout().task().hasTruth()) {
      return Reason.TASK_WITHOUT_LABELS;
    }
    boolean baseline = subject.against().equals("baseline");
    if (reference == null) {
      return baseline ? Reason.NO_BASELINE : Reason.TOO_FEW_REFERENCE_LABELS;
    }
    if (against.labelled() == 0) {
      return baseline ? Reason.NO_VALIDATION : Reason.TOO_FEW_REFERENCE_LABELS;
    }
    if (against.labelled() < Math.min(policy.minimumRows(), 100)) {
      return Reason.TOO_FEW_REFERENCE_LABELS;
    }
    if (outcomes.labelled() < policy.minimumRows()) {
      return Reason.TOO_FEW_LABELS;
    }
    if (coverage == null || coverage.rows() == 0) {
      return Reason.UNKNOWN_COVERAGE;
    }
    if (coverage.share() < Coverage.LEAST) {
      return Reason.LOW_COVERAGE;
    }
    if (coverage.isUneven()) {
      return Reason.UNEVEN_COVERAGE;
    }
    if (comparisons.isEmpty()) {
      return Reason.NO_FIGURES;
    }
    boolean drifted = comparisons.stream().anyMatch(MetricComparison::drifted);
    boolean unknown =
        comparisons.stream().anyMatch(one -> one.verdict() == Verdict.NOT_ENOUGH_DATA);
    return unknown && !drifted ? Reason.WIDE_SCORE_BINS : null;
  }

  private List<MetricComparison> compare(
      Task task, MetricEstimates figures, long labelled, PerformanceReference against) {
    List<MetricComparison> compared = new ArrayList<>();
    for (PerformanceMetric metric : PerformanceMetric.judged(task)) {
      BoundedFigure uncertain = figures.bounded().get(metric.code());
      Estimate current = uncertain == null ? figures.figure(metric) : uncertain.figure();
      Double other = against.value(metric);
      if (current == null || other == null) {
        continue;
      }
      double bound = uncertain == null ? 0 : uncertain.bound();
      double worse = metric.worse(other, current.value()) - bound;
      double error =
          Math.hypot(current.standardError(), against.standardError(metric, current, labelled));
      double p = error > 0 ? Normal.survival(worse / error) : worse > 0 ? 0 : 1;
      double threshold = metric.threshold(other, policy.rules());
      compared.add(
          new MetricComparison(metric, current.value(), other, worse, threshold, p, false, bound));
    }
    return holm(compared);
  }

  private List<MetricComparison> holm(List<MetricComparison> compared) {
    List<MetricComparison> sorted =
        compared.stream().sorted(Comparator.comparingDouble(MetricComparison::pValue)).toList();
    List<MetricComparison> judged = new ArrayList<>();
    boolean rejects = true;
    for (int i = 0; i < sorted.size(); i++) {
      MetricComparison one = sorted.get(i);
      rejects &= one.pValue() <= policy.level() / (sorted.size() - i);
      judged.add(one.judged(rejects && one.worse() >= one.threshold()));
    }
    judged.sort(Comparator.comparing(MetricComparison::metric));
    return judged;
  }
}
