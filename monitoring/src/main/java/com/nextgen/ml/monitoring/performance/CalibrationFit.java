package com.nextgen.ml.monitoring.performance;

import org.jspecify.annotations.Nullable;

/** Fits a window's calibration to labels by score bin, by Newton's method from unchanged. */
final class CalibrationFit {
  private static final int STEPS = 8;
  private static final double MAX_LOG_ODDS = 8;

  private final double[] logOdds;
  private final double[] centred;
  private final double[] blockVariance;
  private final int[] block;

  /**
   * @param probability of validation by bin
   * @param rows of validation by bin
   * @param block to which each bin belongs
   * @param blockVariance of a block's probability, by its number
   */
  CalibrationFit(double[] probability, double[] rows, int[] block, double[] blockVariance) {
    int n = probability.length;
    this.logOdds = new double[n];
    this.centred = new double[n];
    this.block = block;
    this.blockVariance = blockVariance;
    double all = 0;
    double mean = 0;
    double[] ofBlock = new double[n];
    for (int i = 0; i < n; i++) {
      ofBlock[block[i]] += rows[i];
    }
    for (int i = 0; i < n; i++) {
      // Half a row of either kind where a block has none.
      double least = 0.5 / (ofBlock[block[i]] + 1);
      double p = Math.max(least, Math.min(1 - least, probability[i]));
      double odds = Math.log(p / (1 - p));
      logOdds[i] = Math.max(-MAX_LOG_ODDS, Math.min(MAX_LOG_ODDS, odds));
      all += rows[i];
      mean += rows[i] * logOdds[i];
    }
    for (int i = 0; i < n; i++) {
      centred[i] = logOdds[i] - mean / all;
    }
  }

  /** By how much a bin's probability rises with the intercept; with the slope so many times it. */
  double byIntercept(int bin) {
    double p = logistic(logOdds[bin]);
    return p * (1 - p);
  }

  /** How many times as fast as with the intercept a bin's log odds rise with the slope. */
  double slopeFactor(int bin) {
    return centred[bin];
  }

  /** The calibration of labels; null where they do not tell it. */
  @Nullable Calibration fit(long[] negatives, long[] positives) {
    double a = 0;
    double b = 0;
    double[] information = new double[3];
    for (int step = 0; step < STEPS; step++) {
      double[] score = new double[2];
      information = new double[3];
      for (int i = 0; i < centred.length; i++) {
        double rows = negatives[i] + positives[i];
        double z = centred[i];
        double p = logistic(logOdds[i] + a + b * z);
        double off = positives[i] - rows * p;
        double weight = rows * p * (1 - p);
        score[0] += off;
        score[1] += off * z;
        information[0] += weight;
        information[1] += weight * z;
        information[2] += weight * z * z;
      }
      double[] moved = solve(information, score);
      a += moved[0];
      b += moved[1];
      if (!(Math.abs(a) < MAX_LOG_ODDS && Math.abs(b) < MAX_LOG_ODDS)) {
        return null;
      }
    }
    return of(a, b, information, negatives, positives);
  }

  /** With the variance of both sides' labels, (I⁻¹ S I⁻¹). */
  private @Nullable Calibration of(
      double a, double b, double[] information, long[] negatives, long[] positives) {
    double[] spread = information.clone();
    double[][] byBlock = new double[centred.length][2];
    for (int i = 0; i < centred.length; i++) {
      double rows = negatives[i] + positives[i];
      byBlock[block[i]][0] += rows;
      byBlock[block[i]][1] += rows * centred[i];
    }
    for (int i = 0; i < byBlock.length; i++) {
      spread[0] += byBlock[i][0] * byBlock[i][0] * blockVariance[i];
      spread[1] += byBlock[i][0] * byBlock[i][1] * blockVariance[i];
      spread[2] += byBlock[i][1] * byBlock[i][1] * blockVariance[i];
    }
    double[] first = solve(information, new double[] {1, 0});
    double[] second = solve(information, new double[] {0, 1});
    double interceptVariance = product(first, spread, first);
    double slopeVariance = product(second, spread, second);
    return interceptVariance < 1e6 && slopeVariance < 1e6
        ? new Calibration(
            a, 1 + b, interceptVariance, product(first, spread, second), slopeVariance)
        : null;
  }

  private static double product(double[] left, double[] symmetric, double[] right) {
    return left[0] * (symmetric[0] * right[0] + symmetric[1] * right[1])
        + left[1] * (symmetric[1] * right[0] + symmetric[2] * right[1]);
  }

  private static double[] solve(double[] symmetric, double[] right) {
    double determinant = symmetric[0] * symmetric[2] - symmetric[1] * symmetric[1];
    return new double[] {
      (symmetric[2] * right[0] - symmetric[1] * right[1]) / determinant,
      (symmetric[0] * right[1] - symmetric[1] * right[0]) / determinant
    };
  }

  private static double logistic(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
