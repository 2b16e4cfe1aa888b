package com.nextgen.ml.monitoring.baseline;

import com.nextgen.ml.monitoring.counts.NumericBins;

/** Labels by score bin, and what ranks and calibration follow from them. */
final class ScoreLabels {
  private static final int CALIBRATION_BINS = 10;

  private final NumericBins bins;
  private final long[] negatives;
  private final long[] positives;
  private final double[] scores;
  private final double[] squares;
  private final double[] calibrationScores = new double[CALIBRATION_BINS];
  private final double[] calibrationLabels = new double[CALIBRATION_BINS];
  private boolean probabilities = true;

  ScoreLabels(NumericBins bins) {
    this.bins = bins;
    int size = bins.size();
    this.negatives = new long[size];
    this.positives = new long[size];
    this.scores = new double[size];
    this.squares = new double[size];
  }

  void add(double score, boolean positive) {
    int bin = Math.max(0, Math.min(negatives.length - 1, bins.indexOf(score)));
    (positive ? positives : negatives)[bin]++;
    double label = positive ? 1 : 0;
    scores[bin] += score;
    squares[bin] += (score - label) * (score - label);
    if (score >= 0 && score <= 1) {
      int at = Math.min(CALIBRATION_BINS - 1, (int) (score * CALIBRATION_BINS));
      calibrationScores[at] += score;
      calibrationLabels[at] += label;
    } else {
      probabilities = false;
    }
  }

  /** Whether every score was in [0, 1]. */
  boolean areProbabilities() {
    return probabilities;
  }

  /** Mean squared difference of score and label. */
  double brier() {
    double sum = 0;
    for (double square : squares) {
      sum += square;
    }
    return sum / total();
  }

  /** Expected calibration error over ten equal widths of the score. */
  double calibrationError() {
    double sum = 0;
    for (int i = 0; i < CALIBRATION_BINS; i++) {
      sum += Math.abs(calibrationScores[i] - calibrationLabels[i]);
    }
    return sum / total();
  }

  /**
   * The area under the ROC curve, scores of one bin taken as tied: off by at most half the share of
   * pairs that share a bin.
   */
  double auc() {
    double below = 0;
    double wins = 0;
    for (int i = 0; i < negatives.length; i++) {
      wins += positives[i] * (below + negatives[i] / 2.0);
      below += negatives[i];
    }
    return wins / (below * sum(positives));
  }

  /** By how much {@link #auc} is off at most. */
  double aucBound() {
    double pairs = 0;
    for (int i = 0; i < negatives.length; i++) {
      pairs += (double) positives[i] * negatives[i];
    }
    return pairs / 2 / ((double) sum(negatives) * sum(positives));
  }

  /**
   * Average precision, scores of one bin taken as tied: Σ (recall step × precision) over the bins
   * from the highest.
   */
  double averagePrecision() {
    double found = 0;
    double taken = 0;
    double area = 0;
    for (int i = negatives.length - 1; i >= 0; i--) {
      found += positives[i];
      taken += positives[i] + negatives[i];
      area += taken == 0 ? 0 : positives[i] * found / taken;
    }
    return area / found;
  }

  private double total() {
    return sum(negatives) + sum(positives);
  }

  private static long sum(long[] counts) {
    long sum = 0;
    for (long count : counts) {
      sum += count;
    }
    return sum;
  }

  PerformanceFigures.LabelBins bins() {
    return new PerformanceFigures.LabelBins(
        RegressionTally.boxed(negatives),
        RegressionTally.boxed(positives),
        RegressionTally.boxed(scores),
        RegressionTally.boxed(squares));
  }
}
