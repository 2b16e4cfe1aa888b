package com.nextgen.ml.monitoring.baseline.sketch;

import com.nextgen.ml.monitoring.baseline.Distribution;
import com.nextgen.ml.monitoring.counts.NumericBins;
import com.nextgen.ml.monitoring.schema.Precision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.DoubleStream;

/** Chooses the bins of a numeric column from the distribution of its baseline values. */
public final class Edges {
  /** The most quantile edges. */
  static final int MAX_QUANTILES = 200;

  /** The most edges in all; with the values above them they fill 256 places. */
  static final int MAX_EDGES = 255;

  /** The most published bins. */
  static final int MAX_PUBLISHED = 10;

  /** The fewest baseline values that a published bin stands for. */
  static final int VALUES_PER_PUBLISHED_BIN = 50;

  private static final double[] TAILS = {0.0001, 0.001, 0.999, 0.9999};

  private Edges() {}

  /**
   * Bins of a feature or a regression value: quantile edges, tails, atoms; the least and the
   * greatest value bound them.
   */
  public static NumericBins ofValues(Distribution values, Precision precision) {
    return ofValues(values, precision, List.of());
  }

  /**
   * Bins of scores that are no probabilities: as those of values, and the double below the decision
   * threshold.
   *
   * @param threshold NaN if the task has none
   */
  public static NumericBins ofMargins(Distribution scores, double threshold) {
    Precision precision = Precision.FLOAT64;
    return ofValues(
        scores,
        precision,
        Double.isNaN(threshold) ? List.of() : List.of(precision.below(threshold)));
  }

  private static NumericBins ofValues(
      Distribution values, Precision precision, List<Double> extra) {
    if (values.count() == 0) {
      return new NumericBins(precision, 0, new double[] {0}, new int[0], 0, 1);
    }
    return bins(values, precision, values.least(), values.greatest(), extra);
  }

  /**
   * Bins of a probability: as those of values, and 0.1 … 0.9, logit-spaced tails to 1e-6, and the
   * double below the decision threshold, since bins are right-closed and the decision is ≥. They
   * cover [0, 1] whatever the baseline's scores were. Scores outside it are binned as values, with
   * the threshold's edge.
   *
   * @param threshold NaN if the task has none
   */
  public static NumericBins ofScores(Distribution scores, double threshold) {
    Precision precision = Precision.FLOAT64;
    List<Double> extra = new ArrayList<>();
    if (!Double.isNaN(threshold)) {
      extra.add(precision.below(threshold));
    }
    if (scores.count() > 0 && (scores.least() < 0 || scores.greatest() > 1)) {
      return bins(scores, precision, scores.least(), scores.greatest(), extra);
    }
    for (int tenth = 1; tenth < 10; tenth++) {
      extra.add(tenth / 10.0);
    }
    for (int half = 3; half <= 12; half++) {
      double tail = Math.pow(10, -half / 2.0);
      extra.add(tail);
      extra.add(1 - tail);
    }
    return bins(scores, precision, 0, 1, extra);
  }

  private static NumericBins bins(
      Distribution values, Precision precision, double least, double greatest, List<Double> extra) {
    TreeSet<Double> edges = new TreeSet<>();
    edges.add(greatest);
    double[] published = publishedQuantiles(values.count());
    int quantiles = quantiles(values.count());
    if (values.count() > 0) {
      DoubleStream.concat(DoubleStream.of(published), tails(values.count()))
          .map(values::quantile)
          .forEach(edge -> edges.add(precision.round(edge) + 0.0));
      for (int i = 1; i < quantiles; i++) {
        edges.add(precision.round(values.quantile(i / (double) quantiles)) + 0.0);
      }
    }
    extra.stream().filter(edge -> edge > least && edge < greatest).forEach(edges::add);
    addAtoms(edges, values, precision, quantiles, least);
    double[] all = edges.stream().mapToDouble(Double::doubleValue).toArray();
    int[] chosen =
        DoubleStream.of(published)
            .map(p -> precision.round(values.quantile(p)) + 0.0)
            .filter(edge -> edge < greatest)
            .mapToInt(edge -> Arrays.binarySearch(all, edge))
            .distinct()
            .toArray();
    double scale = values.standardDeviation();
    return new NumericBins(precision, least, all, chosen, values.mean(), scale > 0 ? scale : 1);
  }

  /** An atom's edges are the number below it and itself, so that its bin holds nothing else. */
  private static void addAtoms(
      Set<Double> edges, Distribution values, Precision precision, int quantiles, double least) {
    for (double atom : values.moreFrequentThan(values.count() / (double) quantiles)) {
      if (edges.size() > MAX_EDGES - 2) {
        return;
      }
      edges.add(atom);
      if (atom > least) {
        edges.add(precision.below(atom) + 0.0);
      }
    }
  }

  /** Returns how many values each fine bin holds, exact or estimated. */
  public static double[] counts(Distribution values, NumericBins bins) {
    double[] counts = new double[bins.size()];
    double before = 0;
    for (int i = 0; i < counts.length; i++) {
      double upTo = Math.max(before, values.countUpTo(bins.edge(i)));
      counts[i] = upTo - before;
      before = upTo;
    }
    return counts;
  }

  private static double[] publishedQuantiles(long count) {
    int bins = (int) Math.min(MAX_PUBLISHED, count / VALUES_PER_PUBLISHED_BIN);
    double[] quantiles = new double[Math.max(0, bins - 1)];
    for (int i = 1; i < bins; i++) {
      quantiles[i - 1] = i / (double) bins;
    }
    return quantiles;
  }

  /** Fewer values than quantiles have no tail to cut. */
  private static DoubleStream tails(long count) {
    return count < MAX_QUANTILES ? DoubleStream.empty() : DoubleStream.of(TAILS);
  }

  private static int quantiles(long count) {
    return (int) Math.max(1, Math.min(MAX_QUANTILES, count));
  }
}
