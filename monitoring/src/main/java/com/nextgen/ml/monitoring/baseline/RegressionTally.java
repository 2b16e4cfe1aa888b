package com.nextgen.ml.monitoring.baseline;

import com.nextgen.ml.monitoring.counts.NumericBins;
import com.nextgen.ml.monitoring.schema.Precision;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Sums of errors, predicted less true. */
final class RegressionTally implements PerformanceTally {
  private static final int EXACT_ERRORS = 1_000_000;
  private static final double[] QUANTILES = {0.5, 0.75, 0.9, 0.95, 0.99};

  private final @Nullable NumericBins bins;
  private final long[] counts;
  private final double[] errors;
  private final double[] absolute;
  private final double[] squared;
  private final ValueSummary sizes = new ValueSummary(Precision.FLOAT64, EXACT_ERRORS);
  private long labelled;
  private double fourthPowers;
  private long relativeCount;
  private double relative;
  private double relativeSquared;
  private double truthMean;
  private double truthSquares;

  RegressionTally(@Nullable NumericBins bins) {
    this.bins = bins;
    int size = bins == null ? 1 : bins.size();
    this.counts = new long[size];
    this.errors = new double[size];
    this.absolute = new double[size];
    this.squared = new double[size];
  }

  @Override
  public void add(PredictionBlock predictions, LabelBlock labels) {
    for (int row = 0; row < predictions.rows(); row++) {
      double value = predictions.score()[row];
      double truth = labels.valueOf(row);
      if (Double.isFinite(value) && Double.isFinite(truth)) {
        add(value, truth);
      }
    }
  }

  private void add(double value, double truth) {
    double error = value - truth;
    int bin = bins == null ? 0 : Math.max(0, Math.min(counts.length - 1, bins.indexOf(value)));
    counts[bin]++;
    errors[bin] += error;
    absolute[bin] += Math.abs(error);
    squared[bin] += error * error;
    fourthPowers += error * error * error * error;
    sizes.add(Math.abs(error));
    labelled++;
    double delta = truth - truthMean;
    truthMean += delta / labelled;
    truthSquares += delta * (truth - truthMean);
    if (truth != 0) {
      double ratio = Math.abs(error / truth);
      relativeCount++;
      relative += ratio;
      relativeSquared += ratio * ratio;
    }
  }

  @Override
  public @Nullable PerformanceFigures figures() {
    if (labelled == 0) {
      return null;
    }
    double error = DoubleStream.of(errors).sum();
    double size = DoubleStream.of(absolute).sum();
    double square = DoubleStream.of(squared).sum();
    Figures metrics = new Figures();
    metrics.put("bias", error / labelled);
    metrics.put("mae", size / labelled);
    metrics.put("rmse", Math.sqrt(square / labelled));
    metrics.put("mape", relative / relativeCount);
    metrics.put("r2", 1 - square / truthSquares);
    Figures sums = new Figures();
    sums.put("error", error);
    sums.put("absoluteError", size);
    sums.put("squaredError", square);
    sums.put("fourthPowerError", fourthPowers);
    sums.put("relativeError", relative);
    sums.put("squaredRelativeError", relativeSquared);
    sums.put("zeroTruths", (double) (labelled - relativeCount));
    sums.put("truthMean", truthMean);
    sums.put("truthSquares", truthSquares);
    return new PerformanceFigures(
        labelled, metrics.all(), sums.all(), List.of(), null, bins == null ? null : errorBins());
  }

  private PerformanceFigures.ErrorBins errorBins() {
    TreeMap<Double, Double> quantiles = new TreeMap<>();
    for (double p : QUANTILES) {
      quantiles.put(p, sizes.quantile(p));
    }
    return new PerformanceFigures.ErrorBins(
        boxed(counts), boxed(errors), boxed(absolute), boxed(squared), quantiles);
  }

  static List<Long> boxed(long[] values) {
    return LongStream.of(values).boxed().toList();
  }

  static List<Double> boxed(double[] values) {
    return DoubleStream.of(values).boxed().toList();
  }
}
