package com.nextgen.ml.monitoring.baseline;

import com.nextgen.ml.monitoring.counts.NumericBins;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.Task;
import org.jspecify.annotations.Nullable;

/** Confusion cells, labels by score bin and log loss. */
final class ClassificationTally implements PerformanceTally {
  /** Probabilities are kept so far from 0 and 1 for the log loss, as scikit-learn does. */
  private static final double CLIP = 0x1p-52;

  /** An area whose bound is wider is not a figure. */
  private static final double WIDEST_AUC_BOUND = 0.005;

  private final int classes;
  private final int positive;
  private final boolean binary;
  private final Confusion confusion;
  private final @Nullable ScoreLabels scores;
  private long labelled;
  private long scored;
  private double logLoss;
  private double logLossSquared;

  ClassificationTally(ModelSchema schema, @Nullable NumericBins bins) {
    this.classes = schema.classes().size();
    this.positive = schema.positiveIndex();
    this.binary = schema.task() == Task.BINARY_CLASSIFICATION;
    this.confusion = new Confusion(schema.classes());
    this.scores = bins == null ? null : new ScoreLabels(bins);
  }

  @Override
  public void add(PredictionBlock predictions, LabelBlock labels) {
    for (int row = 0; row < predictions.rows(); row++) {
      int actual = labels.classOf(row);
      int predicted = predictions.classIndex()[row];
      if (actual < 0 || predicted < 0) {
        continue;
      }
      confusion.add(actual, predicted);
      labelled++;
      double score = predictions.score()[row];
      if (scores != null && Double.isFinite(score)) {
        scores.add(score, binary ? actual == positive : actual == predicted);
        addLoss(probability(predictions, row, actual));
      }
    }
  }

  /** What the model gave the true class; NaN if it gave no probability. */
  private double probability(PredictionBlock predictions, int row, int actual) {
    if (binary) {
      double score = predictions.score()[row];
      return actual == positive ? score : 1 - score;
    }
    double[] all = predictions.scores();
    return all == null ? Double.NaN : all[row * classes + actual];
  }

  private void addLoss(double probability) {
    double clipped = Math.max(CLIP, Math.min(1 - CLIP, probability));
    double loss = -Math.log(clipped);
    scored++;
    logLoss += loss;
    logLossSquared += loss * loss;
  }

  @Override
  public @Nullable PerformanceFigures figures() {
    if (labelled == 0) {
      return null;
    }
    Figures metrics = new Figures();
    Figures sums = new Figures();
    confusion.metrics(metrics, positive);
    if (scores != null && scored > 0) {
      if (binary) {
        if (scores.aucBound() <= WIDEST_AUC_BOUND) {
          metrics.put("auc", scores.auc());
        }
        metrics.put("averagePrecision", scores.averagePrecision());
      }
      if (scores.areProbabilities()) {
        metrics.put("brier", binary ? scores.brier() : Double.NaN);
        metrics.put("calibrationError", scores.calibrationError());
        metrics.put("logLoss", logLoss / scored);
        sums.put("logLoss", logLoss);
        sums.put("squaredLogLoss", logLossSquared);
      }
    }
    return new PerformanceFigures(
        labelled,
        metrics.all(),
        sums.all(),
        confusion.cells(),
        scores == null ? null : scores.bins(),
        null);
  }
}
