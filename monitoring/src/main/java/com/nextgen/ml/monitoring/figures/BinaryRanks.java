package com.nextgen.ml.monitoring.figures;

import com.nextgen.ml.monitoring.counts.NumericBins;
import com.nextgen.ml.monitoring.stats.Wilson;
import java.util.Arrays;

/**
 * How well a score ranks positives above negatives, from labels by score bin.
 *
 * @param negatives by bin, the lowest scores first; need not be whole where they are expected ones
 * @param positives likewise
 * @param atoms which bins hold a single value, so that what shares them is truly tied
 */
@SuppressWarnings("ArrayRecordComponent") // made for one evaluation, never compared
public record BinaryRanks(double[] negatives, double[] positives, boolean[] atoms) {
  private static final double EULER = 0.5772156649015329;

  static BinaryRanks of(long[] negatives, long[] positives, boolean[] atoms) {
    return new BinaryRanks(doubles(negatives), doubles(positives), atoms);
  }

  /**
   * Returns which bins hold a single value. Not the end bins: they are given what lies beyond them.
   */
  public static boolean[] atoms(NumericBins bins) {
    boolean[] atoms = new boolean[bins.size()];
    for (int i = 1; i < atoms.length - 1; i++) {
      atoms[i] = bins.isAtom(i);
    }
    return atoms;
  }

  private static double[] doubles(long[] counts) {
    return Arrays.stream(counts).asDoubleStream().toArray();
  }

  /** Returns whether there are positives and negatives, without which nothing ranks. */
  public boolean hasBoth() {
    return sum(negatives) > 0 && sum(positives) > 0;
  }

  /**
   * Returns the area under the ROC curve, scores of one bin taken as tied, which is off by at most
   * half the share of pairs that share a bin. Its variance is DeLong's (Biometrics 44, 1988), the
   * interval on the logit scale (Pepe 2003, 5.2.5); at 0 or 1, where that is empty, Wilson's of the
   * rarer class.
   */
  public BoundedFigure auc() {
    double all0 = sum(negatives);
    double all1 = sum(positives);
    double below = 0;
    double wins = 0;
    double shared = 0;
    for (int i = 0; i < negatives.length; i++) {
      wins += positives[i] * (below + negatives[i] / 2);
      shared += atoms[i] ? 0 : positives[i] * negatives[i];
      below += negatives[i];
    }
    double auc = Math.min(1, wins / all0 / all1);
    return new BoundedFigure(
        logit(auc, aucVariance(auc), Math.min(all0, all1)), shared / 2 / all0 / all1);
  }

  private double aucVariance(double auc) {
    double all0 = sum(negatives);
    double all1 = sum(positives);
    double below0 = 0;
    double below1 = 0;
    double spread0 = 0;
    double spread1 = 0;
    for (int i = 0; i < negatives.length; i++) {
      double placed1 = (below0 + negatives[i] / 2) / all0 - auc;
      double placed0 = (all1 - below1 - positives[i] / 2) / all1 - auc;
      spread1 += positives[i] * placed1 * placed1;
      spread0 += negatives[i] * placed0 * placed0;
      below0 += negatives[i];
      below1 += positives[i];
    }
    return spread1 / Math.max(1, all1 - 1) / all1 + spread0 / Math.max(1, all0 - 1) / all0;
  }

  /**
   * Average precision Σ (recall step × precision), the middle between the least and the most that
   * any order within the bins gives: least with each bin's negatives above its positives, these one
   * by one; most with its positives above, tied; of a single value all are tied. The interval is
   * Boyd's on the logit scale (ECML 2013).
   */
  public BoundedFigure averagePrecision() {
    double all = sum(positives);
    double found = 0;
    double taken = 0;
    double most = 0;
    double least = 0;
    for (int i = negatives.length - 1; i >= 0; i--) {
      double here = positives[i];
      if (here > 0) {
        double before = taken + negatives[i];
        double tied = here * (found + here) / (before + here);
        most += atoms[i] ? tied : here * (found + here) / (taken + here);
        least +=
            atoms[i]
                ? tied
                : here - (before - found) * (harmonic(before + here) - harmonic(before));
      }
      found += here;
      taken += here + negatives[i];
    }
    double value = Math.max(0, Math.min(1, (most + least) / 2 / all));
    double bound = Math.max(0, (most - least) / 2 / all);
    return new BoundedFigure(logit(value, value * (1 - value) / all, all), bound);
  }

  /** The harmonic number, by DLMF 5.11.2 from 16 on. */
  private static double harmonic(double n) {
    double low = 0;
    double x = n;
    while (x < 16) {
      x++;
      low += 1 / x;
    }
    double square = x * x;
    return Math.log(x)
        + EULER
        + 1 / (2 * x)
        - 1 / (12 * square)
        + 1 / (120 * square * square)
        - 1 / (252 * square * square * square)
        - low;
  }

  private static Estimate logit(double value, double variance, double n) {
    double spread = value * (1 - value);
    double error = Math.sqrt(Math.max(0, variance));
    Wilson wilson = Wilson.of(value * n, n, Estimate.Z);
    if (!(error > 0) || !(spread > 0)) {
      return new Estimate(
          value,
          (wilson.high() - wilson.low()) / (2 * Estimate.Z),
          Math.min(value, wilson.low()),
          Math.max(value, wilson.high()));
    }
    double middle = Math.log(value / (1 - value));
    double half = Estimate.Z * error / spread;
    return new Estimate(
        value,
        error,
        Math.min(value, 1 / (1 + Math.exp(half - middle))),
        Math.max(value, 1 / (1 + Math.exp(-half - middle))));
  }

  private static double sum(double[] values) {
    return Arrays.stream(values).sum();
  }
}
