package com.nextgen.ml.monitoring.figures;

import com.nextgen.ml.monitoring.counts.OutcomeCell;
import com.nextgen.ml.monitoring.counts.OutcomeCounts;
import com.nextgen.ml.monitoring.counts.OutcomeSum;

/**
 * Bias, MAE, RMSE, MAPE and R² of a regression. Means have the normal interval of their rows'
 * variance; RMSE the root of that of the mean square; R² the delta method's, its influence being
 * −(e² − (1 − R²)d²) / var(true), d = true less its mean.
 */
final class ErrorFigures {
  private final OutcomeCounts outcomes;
  private final long n;

  ErrorFigures(OutcomeCounts outcomes) {
    this.outcomes = outcomes;
    this.n = outcomes.labelled();
  }

  void addTo(FigureList figures) {
    double squares = outcomes.total(OutcomeSum.SQUARE);
    double bias = outcomes.total(OutcomeSum.ERROR) / n;
    figures.put(
        PerformanceMetric.BIAS, Estimate.normal(bias, LossFigures.meanVariance(bias, squares, n)));
    double[] sizes = {outcomes.total(OutcomeSum.ABSOLUTE), squares};
    figures.put(PerformanceMetric.MAE, LossFigures.mean(sizes, n, Double.MAX_VALUE));
    figures.put(PerformanceMetric.RMSE, rootMeanSquare(squares / n, fourthVariance(squares / n)));
    long relative = outcomes.total(OutcomeCell.RELATIVE);
    if (relative > 0) {
      figures.put(
          PerformanceMetric.MAPE,
          LossFigures.mean(outcomes.sums(OutcomeSum.RATIO), relative, Double.MAX_VALUE));
    }
    addR2(figures, squares / n);
  }

  private double fourthVariance(double meanSquare) {
    return LossFigures.meanVariance(meanSquare, outcomes.total(OutcomeSum.FOURTH), n);
  }

  static Estimate rootMeanSquare(double meanSquare, double variance) {
    double value = Math.sqrt(meanSquare);
    double error = Math.sqrt(Math.max(0, variance));
    double low = Math.sqrt(Math.max(0, meanSquare - Estimate.Z * error));
    double high = Math.sqrt(meanSquare + Estimate.Z * error);
    double rootError = value > 0 ? error / (2 * value) : 0;
    return new Estimate(value, rootError, Math.min(value, low), Math.max(value, high));
  }

  private void addR2(FigureList figures, double meanSquare) {
    double[] z = outcomes.sums(OutcomeSum.TRUTH);
    double[] cross = outcomes.sums(OutcomeSum.CROSS);
    double scale = outcomes.layout().scale();
    double mean = z[0] / n;
    double spread = z[1] / n - mean * mean;
    if (n < 2 || !(spread > 1e-12 * (z[1] / n))) {
      return;
    }
    // In units of the scale: e2 = e² / scale², so that nothing over- or underflows.
    double e2 = meanSquare / scale / scale;
    double ratio = e2 / spread;
    double e4 = outcomes.total(OutcomeSum.FOURTH) / n / scale / scale / scale / scale;
    double mixed = (cross[2] / n - 2 * mean * cross[1] / n) / scale / scale + mean * mean * e2;
    double d4 =
        z[3] / n - 4 * mean * z[2] / n + 6 * mean * mean * z[1] / n - 3 * mean * mean * mean * mean;
    double influence = (e4 - 2 * ratio * mixed + ratio * ratio * d4) / spread / spread;
    figures.put(
        PerformanceMetric.R2,
        Estimate.normalWithin(1 - ratio, influence / n, Double.NEGATIVE_INFINITY, 1));
  }
}
