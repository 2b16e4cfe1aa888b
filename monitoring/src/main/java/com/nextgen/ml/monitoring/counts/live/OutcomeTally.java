package com.nextgen.ml.monitoring.counts.live;

import com.nextgen.ml.monitoring.counts.NumericBins;
import com.nextgen.ml.monitoring.counts.OutcomeCell;
import com.nextgen.ml.monitoring.counts.OutcomeCounts;
import com.nextgen.ml.monitoring.counts.OutcomeLayout;
import com.nextgen.ml.monitoring.counts.OutcomeSum;
import com.nextgen.ml.monitoring.schema.ScoreKind;
import com.nextgen.ml.monitoring.schema.Task;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Adds labelled rows up, one by one. Not thread-safe: whoever holds it guards it. */
@SuppressWarnings("EnumOrdinal") // starts of parts are an array by ordinal
public final class OutcomeTally {
  /** Probabilities are kept so far from 0 and 1 for the log loss, as scikit-learn does. */
  private static final double CLIP = 0x1p-52;

  /** A row that would add more to a sum is skipped, so that no sum becomes infinite. */
  private static final double MOST = 1e150;

  private final OutcomeLayout layout;
  private final int[] cellAt;
  private final int[] sumAt;
  private final long[] cells;
  private final double[] sums;

  public OutcomeTally(OutcomeLayout layout) {
    this.layout = layout;
    this.cellAt = layout.cellStarts();
    this.sumAt = layout.sumStarts();
    this.cells = new long[layout.cellCount()];
    this.sums = new double[layout.sumCount()];
  }

  /**
   * Adds a row of a classification.
   *
   * @param actual the true class
   * @param predicted -1 if the model named none: the row is skipped and counted
   * @param score of the positive class (binary) or of the predicted class; NaN if there is none
   * @param scores holds all classes' scores in class order; null if they are not known
   * @param from where in {@code scores} the row's begin
   * @throws IllegalArgumentException if there is no such class, or this is of a regression
   */
  public void addClass(
      int actual, int predicted, double score, double @Nullable [] scores, int from) {
    int classes = layout.classes().size();
    if (actual < 0 || actual >= classes || predicted >= classes) {
      throw new IllegalArgumentException("there is no such class");
    }
    if (predicted < 0) {
      count(OutcomeCell.SKIPPED, 0);
      return;
    }
    count(OutcomeCell.ACTUAL, actual);
    count(OutcomeCell.PREDICTED, predicted);
    if (actual == predicted) {
      count(OutcomeCell.RIGHT, actual);
    }
    int named = layout.named();
    count(
        OutcomeCell.CONFUSION,
        Math.min(actual, named) * layout.confusionSize() + Math.min(predicted, named));
    NumericBins bins = layout.scores();
    double scored = layout.probable() ? ScoreKind.withoutRounding(score) : score;
    if (bins != null && Double.isFinite(score)) {
      boolean binary = layout.task() == Task.BINARY_CLASSIFICATION;
      addScore(bins, scored, binary ? actual == layout.positive() : actual == predicted);
      addLosses(actual, scored, scores, from);
      if (layout.ranksClasses() && scores != null) {
        addRanks(actual, scores, from);
      }
    }
  }

  private void addScore(NumericBins bins, double score, boolean positive) {
    int bin = Math.max(0, Math.min(bins.size() - 1, bins.indexOf(score)));
    count(positive ? OutcomeCell.POSITIVES : OutcomeCell.NEGATIVES, bin);
    if (!layout.probable()) {
      return;
    }
    if (score < 0 || score > 1) {
      count(OutcomeCell.OUTSIDE, 0);
      return;
    }
    double off = positive ? 1 - score : score;
    int width =
        Math.min(
            OutcomeLayout.CALIBRATION_BINS - 1, (int) (score * OutcomeLayout.CALIBRATION_BINS));
    count(OutcomeCell.CALIBRATION_ROWS, width);
    if (positive) {
      count(OutcomeCell.CALIBRATION_POSITIVES, width);
    }
    sum(OutcomeSum.SCORE, bin, score);
    sum(OutcomeSum.SQUARED, bin, off * off);
    sum(OutcomeSum.CALIBRATION_SCORE, width, score);
    sum(OutcomeSum.CALIBRATION_SQUARED, width, off * off);
  }

  private void addLosses(int actual, double score, double @Nullable [] scores, int from) {
    if (!layout.probable()) {
      return;
    }
    double given;
    double brier = 0;
    if (layout.task() == Task.BINARY_CLASSIFICATION) {
      given = actual == layout.positive() ? score : 1 - score;
      brier = (1 - given) * (1 - given);
    } else if (scores != null) {
      given = ScoreKind.withoutRounding(scores[from + actual]);
      for (int i = 0; i < layout.classes().size(); i++) {
        double off = scores[from + i] - (i == actual ? 1 : 0);
        brier += off * off;
      }
    } else {
      return;
    }
    if (given >= 0 && given <= 1 && brier <= layout.classes().size()) {
      double loss = -Math.log(Math.max(CLIP, Math.min(1 - CLIP, given)));
      count(OutcomeCell.LOSSES, 0);
      sum(OutcomeSum.LOG_LOSS, 0, loss);
      sum(OutcomeSum.LOG_LOSS, 1, loss * loss);
      sum(OutcomeSum.BRIER, 0, brier);
      sum(OutcomeSum.BRIER, 1, brier * brier);
    }
  }

  private void addRanks(int actual, double[] scores, int from) {
    NumericBins bins = OutcomeLayout.probabilityBins();
    for (int i = 0; i < layout.classes().size(); i++) {
      double score = scores[from + i];
      if (!Double.isNaN(score)) {
        int bin = Math.max(0, Math.min(bins.size() - 1, bins.indexOf(score)));
        count(
            i == actual ? OutcomeCell.REST_POSITIVES : OutcomeCell.REST_NEGATIVES,
            i * bins.size() + bin);
      }
    }
  }

  /**
   * Adds a row of a regression. One that is not finite, or whose error is beyond all use, is
   * skipped and counted.
   *
   * @throws IllegalArgumentException if this is of a classification
   */
  public void addValue(double actual, double predicted) {
    if (layout.task().isClassification()) {
      throw new IllegalArgumentException("a class is expected, not a value");
    }
    double e = predicted - actual;
    double z = (actual - layout.center()) / layout.scale();
    double most = Math.max(Math.abs(e), 1) * Math.max(Math.abs(z), 1);
    double ratio = actual == 0 ? 0 : Math.abs(e / actual);
    if (!(most * most * most * most < MOST) || !(ratio * ratio < MOST)) {
      count(OutcomeCell.SKIPPED, 0);
      return;
    }
    NumericBins bins = layout.scores();
    int bin = bins == null ? 0 : Math.max(0, Math.min(bins.size() - 1, bins.indexOf(predicted)));
    count(OutcomeCell.BIN_ROWS, bin);
    count(OutcomeCell.RESIDUALS, layout.residualBin(Math.abs(e)));
    sum(OutcomeSum.ERROR, bin, e);
    sum(OutcomeSum.ABSOLUTE, bin, Math.abs(e));
    sum(OutcomeSum.SQUARE, bin, e * e);
    sum(OutcomeSum.FOURTH, 0, e * e * e * e);
    sum(OutcomeSum.TRUTH, 0, z);
    sum(OutcomeSum.TRUTH, 1, z * z);
    sum(OutcomeSum.TRUTH, 2, z * z * z);
    sum(OutcomeSum.TRUTH, 3, z * z * z * z);
    sum(OutcomeSum.CROSS, 0, z * e);
    sum(OutcomeSum.CROSS, 1, z * e * e);
    sum(OutcomeSum.CROSS, 2, z * z * e * e);
    if (actual != 0) {
      count(OutcomeCell.RELATIVE, 0);
      sum(OutcomeSum.RATIO, 0, ratio);
      sum(OutcomeSum.RATIO, 1, ratio * ratio);
    }
  }

  /** Returns what was added so far. */
  public OutcomeCounts counts() {
    return OutcomeCounts.owning(layout, cells.clone(), sums.clone());
  }

  /** Returns what was added since the last call; begins anew. */
  public OutcomeCounts take() {
    OutcomeCounts taken = counts();
    Arrays.fill(cells, 0);
    Arrays.fill(sums, 0);
    return taken;
  }

  private void count(OutcomeCell part, int i) {
    cells[cellAt[part.ordinal()] + i]++;
  }

  private void sum(OutcomeSum part, int i, double value) {
    sums[sumAt[part.ordinal()] + i] += value;
  }
}
