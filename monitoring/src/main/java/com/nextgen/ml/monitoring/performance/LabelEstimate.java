package com.nextgen.ml.monitoring.performance;

import com.nextgen.ml.monitoring.baseline.PerformanceFigures.LabelBins;
import com.nextgen.ml.monitoring.counts.NumericBins;
import com.nextgen.ml.monitoring.counts.OutcomeCell;
import com.nextgen.ml.monitoring.counts.OutcomeCounts;
import com.nextgen.ml.monitoring.figures.BinaryRanks;
import com.nextgen.ml.monitoring.figures.Estimate;
import com.nextgen.ml.monitoring.figures.MetricEstimates;
import com.nextgen.ml.monitoring.figures.PerformanceMetric;
import com.nextgen.ml.monitoring.stats.IsotonicRegression;
import com.nextgen.ml.monitoring.stats.StudentT;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Expected figures of a classification: w rows in a bin whose calibrated probability is q are
 * expected to have x = wq positives, and every figure is a function of w and x. Its variance is by
 * the delta method: Σ g²wq(1 − q) for the labels that will come, and for the calibrator Σ over
 * blocks of (Σ gw)² q(1 − q) / N, g being the derivative by x and N the block's validation rows.
 * Where it is known how far calibration moved in past windows, that is added: the figure's
 * derivatives by intercept and slope of the log odds, times their mean squares. The interval is
 * Student's then, with Satterthwaite's degrees of freedom, since few windows tell a spread badly.
 */
final class LabelEstimate implements BinEstimate {
  private final double[] negatives;
  private final double[] positives;
  private final double[] meanScores;
  private final double[] probability;
  private final double[] blockVariance;
  private final int[] block;
  private final boolean[] selected;
  private final boolean binary;
  private final boolean[] atoms;
  private final CalibrationFit fit;

  /**
   * @param threshold from which on a row is predicted positive; NaN if positive means that the
   *     prediction is right
   */
  LabelEstimate(LabelBins labels, NumericBins bins, double threshold) {
    int n = bins.size();
    this.binary = !Double.isNaN(threshold);
    this.atoms = BinaryRanks.atoms(bins);
    this.negatives = labels.negatives().stream().mapToDouble(Long::doubleValue).toArray();
    this.positives = labels.positives().stream().mapToDouble(Long::doubleValue).toArray();
    this.meanScores = new double[n];
    this.selected = new boolean[n];
    double[] weights = new double[n];
    double[] shares = new double[n];
    for (int i = 0; i < n; i++) {
      weights[i] = negatives[i] + positives[i];
      shares[i] = weights[i] == 0 ? 0 : positives[i] / weights[i];
      meanScores[i] = weights[i] == 0 ? bins.edge(i) : labels.scoreSums().get(i) / weights[i];
      selected[i] = binary && bins.edge(i) >= threshold;
    }
    IsotonicRegression calibrated = IsotonicRegression.fit(shares, weights);
    this.probability = calibrated.fitted();
    this.block = calibrated.block();
    this.blockVariance = new double[n];
    double[] rows = new double[n];
    for (int i = 0; i < n; i++) {
      rows[block[i]] += weights[i];
    }
    for (int i = 0; i < n; i++) {
      // One row more of each kind: a block without positives is not known to have none for ever.
      double q = (probability[i] * rows[block[i]] + 1) / (rows[block[i]] + 2);
      blockVariance[block[i]] = q * (1 - q) / (rows[block[i]] + 2);
    }
    this.fit = new CalibrationFit(probability, weights, block, blockVariance);
  }

  @Override
  public MetricEstimates estimate(double[] rows, CalibrationDrift past) {
    double[] expected = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      expected[i] = rows[i] * probability[i];
    }
    double all = Arrays.stream(rows).sum();
    TreeMap<String, Estimate> figures = new TreeMap<>();
    if (!binary) {
      put(figures, PerformanceMetric.ACCURACY, rows, expected, past, x -> sum(x) / all);
      return new MetricEstimates(figures);
    }
    double chosen = 0;
    for (int i = 0; i < rows.length; i++) {
      chosen += selected[i] ? rows[i] : 0;
    }
    double taken = chosen;
    put(
        figures,
        PerformanceMetric.ACCURACY,
        rows,
        expected,
        past,
        x -> (all - taken + 2 * hits(x) - sum(x)) / all);
    put(
        figures,
        PerformanceMetric.BALANCED_ACCURACY,
        rows,
        expected,
        past,
        x -> balanced(x, all, taken));
    put(figures, PerformanceMetric.PRECISION, rows, expected, past, x -> hits(x) / taken);
    put(figures, PerformanceMetric.RECALL, rows, expected, past, x -> hits(x) / sum(x));
    put(figures, PerformanceMetric.F1, rows, expected, past, x -> 2 * hits(x) / (taken + sum(x)));
    put(figures, PerformanceMetric.BRIER, rows, expected, past, x -> brier(x, rows) / all);
    BinaryRanks ranks = ranks(rows, expected);
    if (ranks.hasBoth()) {
      put(
          figures,
          PerformanceMetric.AUC,
          rows,
          expected,
          past,
          x -> ranks(rows, x).auc().figure().value());
      widen(figures, PerformanceMetric.AUC, ranks.auc().bound());
      put(
          figures,
          PerformanceMetric.AVERAGE_PRECISION,
          rows,
          expected,
          past,
          x -> ranks(rows, x).averagePrecision().figure().value());
      widen(figures, PerformanceMetric.AVERAGE_PRECISION, ranks.averagePrecision().bound());
    }
    return new MetricEstimates(figures);
  }

  /**
   * By what bins leave uncertain: a realised figure would be refused, an estimate is one anyway.
   */
  private static void widen(Map<String, Estimate> figures, PerformanceMetric metric, double bound) {
    figures.computeIfPresent(metric.code(), (key, figure) -> figure.widenedBy(bound));
  }

  private void put(
      Map<String, Estimate> figures,
      PerformanceMetric metric,
      double[] rows,
      double[] expected,
      CalibrationDrift past,
      ToDoubleFunction<double[]> figure) {
    double value = figure.applyAsDouble(expected);
    if (!Double.isFinite(value)) {
      return;
    }
    double[] byBlock = new double[rows.length];
    double variance = 0;
    double byIntercept = 0;
    double bySlope = 0;
    double[] moved = expected.clone();
    for (int i = 0; i < rows.length; i++) {
      if (rows[i] > 0) {
        double step = 1e-4 * rows[i] * (probability[i] > 0.5 ? -1 : 1);
        moved[i] = expected[i] + step;
        double slope = (figure.applyAsDouble(moved) - value) / step;
        moved[i] = expected[i];
        byBlock[block[i]] += slope * rows[i];
        variance += slope * slope * rows[i] * probability[i] * (1 - probability[i]);
        double rise = slope * rows[i] * fit.byIntercept(i);
        byIntercept += rise;
        bySlope += rise * fit.slopeFactor(i);
      }
    }
    for (int i = 0; i < byBlock.length; i++) {
      variance += byBlock[i] * byBlock[i] * blockVariance[i];
    }
    double moves = past.variance(byIntercept, bySlope);
    double error = Math.sqrt(variance + moves);
    double half = error * quantile(variance, moves, past.windows());
    figures.put(
        metric.code(),
        new Estimate(
            value,
            error,
            Math.max(Math.min(0, value), value - half),
            Math.min(Math.max(1, value), value + half)));
  }

  /** Of 95 %: Student's, the more so the more of the variance is from so many windows. */
  private static double quantile(double variance, double moves, int windows) {
    if (!(moves > 0)) {
      return Estimate.Z;
    }
    double share = (variance + moves) / moves;
    return new StudentT(windows * share * share).inverseTwoSided(0.05);
  }

  @Override
  public @Nullable Calibration calibration(OutcomeCounts outcomes) {
    return fit.fit(outcomes.cells(OutcomeCell.NEGATIVES), outcomes.cells(OutcomeCell.POSITIVES));
  }

  private double balanced(double[] x, double all, double taken) {
    double recall = hits(x) / sum(x);
    double rejected = (all - taken - (sum(x) - hits(x))) / (all - sum(x));
    return (recall + rejected) / 2;
  }

  private double brier(double[] x, double[] rows) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      double p = meanScores[i];
      sum += x[i] * (1 - p) * (1 - p) + (rows[i] - x[i]) * p * p;
    }
    return sum;
  }

  private BinaryRanks ranks(double[] rows, double[] x) {
    double[] others = new double[rows.length];
    Arrays.setAll(others, i -> rows[i] - x[i]);
    return new BinaryRanks(others, x, atoms);
  }

  private double hits(double[] x) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += selected[i] ? x[i] : 0;
    }
    return sum;
  }

  private static double sum(double[] x) {
    return Arrays.stream(x).sum();
  }

  @Override
  public double[] shift(OutcomeCounts outcomes) {
    long[] now0 = outcomes.cells(OutcomeCell.NEGATIVES);
    long[] now1 = outcomes.cells(OutcomeCell.POSITIVES);
    StratifiedG g = new StratifiedG();
    for (int i = 0; i < now0.length; i++) {
      g.add(negatives[i], positives[i], (double) now0[i], (double) now1[i]);
    }
    return new double[] {g.statistic(), g.degrees()};
  }
}
