package com.nextgen.ml.monitoring.figures;

import com.nextgen.ml.monitoring.counts.OutcomeCell;
import com.nextgen.ml.monitoring.counts.OutcomeCounts;
import com.nextgen.ml.monitoring.counts.OutcomeSum;

/**
 * Log loss, Brier score and calibration error of scores that are probabilities. Means have the
 * normal interval of their rows' variance.
 */
public final class LossFigures {
  /** Why figures of probabilities are absent. */
  public static final String NO_PROBABILITIES = "scores are not probabilities";

  private final OutcomeCounts outcomes;

  LossFigures(OutcomeCounts outcomes) {
    this.outcomes = outcomes;
  }

  void addTo(FigureList figures) {
    boolean scored = outcomes.layout().scores() != null;
    if (outcomes.total(OutcomeCell.OUTSIDE) > 0 || (scored && !outcomes.layout().probable())) {
      figures.refuse(PerformanceMetric.BRIER, NO_PROBABILITIES);
      figures.refuse(PerformanceMetric.CALIBRATION_ERROR, NO_PROBABILITIES);
      figures.refuse(PerformanceMetric.LOG_LOSS, NO_PROBABILITIES);
      return;
    }
    long losses = outcomes.total(OutcomeCell.LOSSES);
    if (losses > 0) {
      figures.put(
          PerformanceMetric.LOG_LOSS,
          mean(outcomes.sums(OutcomeSum.LOG_LOSS), losses, Double.MAX_VALUE));
      figures.put(PerformanceMetric.BRIER, mean(outcomes.sums(OutcomeSum.BRIER), losses, 2));
    } else if (outcomes.total(OutcomeCell.CALIBRATION_ROWS) > 0) {
      figures.refuse(PerformanceMetric.BRIER, RankFigures.UNKNOWN_SCORES);
      figures.refuse(PerformanceMetric.LOG_LOSS, RankFigures.UNKNOWN_SCORES);
    }
    if (outcomes.total(OutcomeCell.CALIBRATION_ROWS) > 0) {
      figures.put(PerformanceMetric.CALIBRATION_ERROR, calibrationError());
    }
  }

  /** Of Σx and Σx² over n rows. */
  static Estimate mean(double[] sums, long n, double most) {
    double mean = sums[0] / n;
    return Estimate.normalWithin(mean, meanVariance(mean, sums[1], n), 0, most);
  }

  static double meanVariance(double mean, double squares, long n) {
    return n < 2 ? 0 : Math.max(0, squares / n - mean * mean) / (n - 1);
  }

  /**
   * Σ over ten equal widths of the score of |Σp − Σy| / n. The interval adds up the variances of
   * the widths' means; it is of the figure as it stands, which noise alone makes positive.
   */
  private Estimate calibrationError() {
    long[] rows = outcomes.cells(OutcomeCell.CALIBRATION_ROWS);
    long[] positives = outcomes.cells(OutcomeCell.CALIBRATION_POSITIVES);
    double[] scores = outcomes.sums(OutcomeSum.CALIBRATION_SCORE);
    double[] squares = outcomes.sums(OutcomeSum.CALIBRATION_SQUARED);
    double n = outcomes.total(OutcomeCell.CALIBRATION_ROWS);
    double sum = 0;
    double variance = 0;
    for (int i = 0; i < rows.length; i++) {
      double off = scores[i] - positives[i];
      sum += Math.abs(off);
      variance += rows[i] == 0 ? 0 : Math.max(0, squares[i] - off * off / rows[i]);
    }
    return Estimate.normalWithin(sum / n, variance / n / n, 0, 1);
  }
}
