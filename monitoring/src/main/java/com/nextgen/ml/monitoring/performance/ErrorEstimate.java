package com.nextgen.ml.monitoring.performance;

import com.nextgen.ml.monitoring.baseline.PerformanceFigures.ErrorBins;
import com.nextgen.ml.monitoring.counts.OutcomeCell;
import com.nextgen.ml.monitoring.counts.OutcomeCounts;
import com.nextgen.ml.monitoring.counts.OutcomeSum;
import com.nextgen.ml.monitoring.figures.Estimate;
import com.nextgen.ml.monitoring.figures.MetricEstimates;
import com.nextgen.ml.monitoring.figures.PerformanceMetric;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Expected figures of a regression: MAE is the mean over the rows of the mean |error| of validation
 * rows in their bin, RMSE the root of the same of e². A bin without validation rows is taken as the
 * one before it. Of m rows in a bin with N validation rows the variance is s²(m + m² / N), for the
 * errors to come and for what validation does not know; s² of e² follows from the kurtosis of all
 * errors.
 */
final class ErrorEstimate implements BinEstimate {
  private static final double MIN_ROWS = 20;

  private final double[] rows;
  private final double[] size;
  private final double[] square;
  private final double kurtosis;

  ErrorEstimate(ErrorBins errors, SortedMap<String, Double> sums) {
    int n = errors.counts().size();
    this.rows = errors.counts().stream().mapToDouble(Long::doubleValue).toArray();
    this.size = new double[n];
    this.square = new double[n];
    double all = Arrays.stream(rows).sum();
    double squares = errors.squaredErrorSums().stream().mapToDouble(Double::doubleValue).sum();
    double fourth = sums.getOrDefault("fourthPowerError", 3 * squares * squares / all);
    this.kurtosis = squares > 0 ? Math.max(1, fourth * all / squares / squares) : 1;
    int from = 0;
    while (rows[from] == 0) {
      from++;
    }
    for (int i = 0; i < n; i++) {
      from = rows[i] > 0 ? i : from;
      size[i] = errors.absoluteErrorSums().get(from) / rows[from];
      square[i] = errors.squaredErrorSums().get(from) / rows[from];
    }
  }

  @Override
  public MetricEstimates estimate(double[] now, CalibrationDrift past) {
    double all = Arrays.stream(now).sum();
    double sizes = 0;
    double squares = 0;
    double sizeVariance = 0;
    double squareVariance = 0;
    for (int i = 0; i < now.length; i++) {
      sizes += now[i] * size[i];
      squares += now[i] * square[i];
      double weight = now[i] + now[i] * now[i] / Math.max(1, rows[i]);
      sizeVariance += weight * Math.max(0, square[i] - size[i] * size[i]);
      squareVariance += weight * (kurtosis - 1) * square[i] * square[i];
    }
    TreeMap<String, Estimate> figures = new TreeMap<>();
    double mae = sizes / all;
    double error = Math.sqrt(sizeVariance) / all;
    figures.put(
        PerformanceMetric.MAE.code(),
        new Estimate(mae, error, Math.max(0, mae - Estimate.Z * error), mae + Estimate.Z * error));
    double mean = squares / all;
    double spread = Math.sqrt(squareVariance) / all;
    double rmse = Math.sqrt(mean);
    figures.put(
        PerformanceMetric.RMSE.code(),
        new Estimate(
            rmse,
            rmse > 0 ? spread / (2 * rmse) : 0,
            Math.min(rmse, Math.sqrt(Math.max(0, mean - Estimate.Z * spread))),
            Math.sqrt(mean + Estimate.Z * spread)));
    return new MetricEstimates(figures);
  }

  /** Squared Welch statistics of |error|, over bins pooled to at least 20 rows on each side. */
  @Override
  public double[] shift(OutcomeCounts outcomes) {
    long[] nowRows = outcomes.cells(OutcomeCell.BIN_ROWS);
    double[] nowSize = outcomes.sums(OutcomeSum.ABSOLUTE);
    double[] nowSquare = outcomes.sums(OutcomeSum.SQUARE);
    double[] then = new double[3];
    double[] now = new double[3];
    double[] found = new double[2];
    for (int i = 0; i < nowRows.length; i++) {
      then[0] += rows[i];
      then[1] += rows[i] * size[i];
      then[2] += rows[i] * square[i];
      now[0] += nowRows[i];
      now[1] += nowSize[i];
      now[2] += nowSquare[i];
      double spread = variance(then) + variance(now);
      if (then[0] >= MIN_ROWS && now[0] >= MIN_ROWS && spread > 0) {
        double difference = now[1] / now[0] - then[1] / then[0];
        found[0] += difference * difference / spread;
        found[1]++;
        Arrays.fill(then, 0);
        Arrays.fill(now, 0);
      }
    }
    return found;
  }

  private static double variance(double[] sums) {
    double mean = sums[1] / sums[0];
    return Math.max(0, sums[2] / sums[0] - mean * mean) / (sums[0] - 1);
  }
}
