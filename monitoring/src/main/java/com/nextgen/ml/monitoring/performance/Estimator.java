package com.nextgen.ml.monitoring.performance;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.baseline.PerformanceFigures;
import com.nextgen.ml.monitoring.counts.Column;
import com.nextgen.ml.monitoring.counts.ColumnCounts;
import com.nextgen.ml.monitoring.counts.Counts;
import com.nextgen.ml.monitoring.counts.NumericBins;
import com.nextgen.ml.monitoring.counts.NumericCounts;
import com.nextgen.ml.monitoring.counts.OutcomeCell;
import com.nextgen.ml.monitoring.counts.OutcomeCounts;
import com.nextgen.ml.monitoring.figures.Estimate;
import com.nextgen.ml.monitoring.figures.MetricEstimates;
import com.nextgen.ml.monitoring.figures.PerformanceMetric;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.Task;
import com.nextgen.ml.monitoring.schema.policy.PerformanceSettings;
import com.nextgen.ml.monitoring.stats.ChiSquared;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Estimates performance from scores alone. It assumes that labels follow from scores as on the
 * baseline's validation rows ({@value #ASSUMES}), or as far from that as in past windows whose
 * labels have come.
 */
public final class Estimator {
  /** What an estimate assumes while it is not known how calibration moves. */
  public static final String ASSUMES = "P(label | score) unchanged";

  /** What it assumes else. */
  static final String ASSUMES_AS_BEFORE = "P(label | score) moves as in past windows";

  private final PerformanceReference reference;
  private final NumericBins bins;
  private final BinEstimate byBin;
  private final PerformanceSettings rules;

  private Estimator(
      PerformanceReference reference,
      NumericBins bins,
      BinEstimate byBin,
      PerformanceSettings rules) {
    this.reference = reference;
    this.bins = bins;
    this.byBin = byBin;
    this.rules = rules;
  }

  /**
   * From a baseline; empty if it has no scores with labels that the model was not fitted on, or the
   * scores of classes are no probabilities.
   */
  public static Optional<Estimator> of(Baseline baseline, ModelSchema schema) {
    PerformanceFigures figures = baseline.outputs().performance();
    ColumnCounts score = baseline.counts().output(Column.SCORE).orElse(null);
    boolean estimable = schema.hasProbabilities() || schema.task() == Task.REGRESSION;
    if (!estimable || baseline.inSample() || figures == null || score == null) {
      return Optional.empty();
    }
    NumericBins bins = (NumericBins) score.bins();
    BinEstimate byBin = null;
    if (!schema.task().isClassification() && figures.errorBins() != null) {
      byBin = new ErrorEstimate(figures.errorBins(), figures.sums());
    } else if (figures.labelBins() != null) {
      double threshold =
          schema.task() == Task.BINARY_CLASSIFICATION ? schema.threshold() : Double.NaN;
      byBin = new LabelEstimate(figures.labelBins(), bins, threshold);
    }
    return Optional.ofNullable(byBin)
        .map(
            estimate ->
                new Estimator(
                    PerformanceReference.of(baseline),
                    bins,
                    estimate,
                    schema.monitoring().performance()));
  }

  /**
   * Returns what is expected of rows whose scores were counted; null if there are none.
   *
   * @param predicted counted over the baseline's bins
   * @param past how far calibration moved before
   */
  public @Nullable MetricEstimates estimate(Counts predicted, CalibrationDrift past) {
    ColumnCounts column = predicted.output(Column.SCORE).orElse(null);
    if (!(column instanceof NumericCounts scores)
        || !scores.bins().equals(bins)
        || scores.count() == 0) {
      return null;
    }
    double[] rows = new double[bins.size()];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = scores.bin(i);
    }
    rows[0] += scores.below();
    rows[rows.length - 1] += scores.above();
    return byBin.estimate(rows, past);
  }

  /**
   * Whether labels follow from scores as they did: a test over score bins. If it rejects, the
   * concept or the calibration changed; if not while the estimate is worse than the baseline by
   * what matters, the inputs did; else a change is unexplained. Null where too few bins can be
   * compared.
   *
   * @param estimate of the rows' scores; null if there is none
   */
  @Nullable LabelShift shift(
      OutcomeCounts outcomes, @Nullable MetricEstimates estimate, double level) {
    if (!outcomes.layout().isOver(bins)) {
      return null;
    }
    double[] found = byBin.shift(outcomes);
    int degrees = (int) found[1];
    if (degrees == 0) {
      return null;
    }
    double p = new ChiSquared(degrees).survival(found[0]);
    Cause cause =
        Cause.of(p <= level, estimate != null && fell(outcomes.layout().task(), estimate));
    return new LabelShift(cause, found[0], degrees, p);
  }

  /**
   * Returns the same of labelled rows alone: the estimate is of their own scores.
   *
   * @return null where too few bins can be compared
   */
  public @Nullable LabelShift shift(OutcomeCounts outcomes, double level) {
    if (!outcomes.layout().isOver(bins) || outcomes.labelled() == 0) {
      return null;
    }
    boolean regression = !outcomes.layout().task().isClassification();
    long[] ones = outcomes.cells(regression ? OutcomeCell.BIN_ROWS : OutcomeCell.POSITIVES);
    double[] rows = new double[ones.length];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = ones[i] + (regression ? 0 : outcomes.cells(OutcomeCell.NEGATIVES)[i]);
    }
    return shift(outcomes, byBin.estimate(rows, CalibrationDrift.NONE), level);
  }

  /**
   * Returns how labels of rows followed from scores, against validation; null where that is not
   * told.
   */
  public @Nullable Calibration calibration(OutcomeCounts outcomes) {
    return outcomes.layout().isOver(bins) && outcomes.labelled() > 0
        ? byBin.calibration(outcomes)
        : null;
  }

  private boolean fell(Task task, MetricEstimates estimate) {
    for (PerformanceMetric metric : PerformanceMetric.judged(task)) {
      Estimate expected = estimate.figure(metric);
      Double before = reference.value(metric);
      if (expected != null
          && before != null
          && metric.worse(before, expected.value()) >= metric.threshold(before, rules)) {
        return true;
      }
    }
    return false;
  }
}
