package com.nextgen.ml.monitoring.baseline.sketch;

import com.nextgen.ml.monitoring.baseline.Distribution;
import com.nextgen.ml.monitoring.counts.NumericBins;
import com.nextgen.ml.monitoring.counts.NumericCounts;
import com.nextgen.ml.monitoring.schema.Precision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
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

  private final Distribution values;
  private final Precision precision;
  private final double least;
  private final double greatest;
  private final boolean open;
  private final EdgePlaces places;
  private final TreeSet<Double> edges = new TreeSet<>();
  private final Set<Double> single = new HashSet<>();

  /**
   * @param least what the bins begin with
   * @param greatest what they end with
   * @param open whether these are next to the least and the greatest value, with nothing between
   */
  private Edges(
      Distribution values, Precision precision, double least, double greatest, boolean open) {
    this.values = values;
    this.precision = precision;
    this.least = least;
    this.greatest = greatest;
    this.open = open;
    this.places = new EdgePlaces(values, precision);
  }

  /**
   * Bins of a feature or a regression value: quantile edges, tails, atoms. They begin one float32
   * below the least and end one above the greatest value.
   */
  public static NumericBins ofValues(Distribution values, Precision precision) {
    return ofValues(values, precision, Double.NaN);
  }

  /**
   * Bins of scores that are no probabilities: as those of values, and the double below the decision
   * threshold.
   *
   * @param threshold NaN if the task has none
   */
  public static NumericBins ofMargins(Distribution scores, double threshold) {
    return ofValues(scores, Precision.FLOAT64, threshold);
  }

  private static NumericBins ofValues(Distribution values, Precision precision, double threshold) {
    if (values.count() == 0) {
      return new NumericBins(precision, 0, new double[] {0}, new int[0], 0, 1);
    }
    double least = precision.float32Below(values.least());
    double greatest = precision.float32Above(values.greatest());
    return new Edges(values, precision, least, greatest, true).bins(List.of(), threshold);
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
    if (scores.count() > 0 && (scores.least() < 0 || scores.greatest() > 1)) {
      return ofMargins(scores, threshold);
    }
    List<Double> fixed = new ArrayList<>();
    for (int tenth = 1; tenth < 10; tenth++) {
      fixed.add(tenth / 10.0);
    }
    for (int half = 3; half <= 12; half++) {
      double tail = Math.pow(10, -half / 2.0);
      fixed.add(tail);
      fixed.add(1 - tail);
    }
    return new Edges(scores, Precision.FLOAT64, 0, 1, false).bins(fixed, threshold);
  }

  private NumericBins bins(List<Double> fixed, double threshold) {
    edges.add(greatest);
    double[] published = publishedQuantiles(values.count());
    int quantiles = quantiles(values.count());
    List<Double> atoms = values.moreFrequentThan(values.count() / (double) quantiles);
    atoms.forEach(atom -> single.add(precision.float32(atom)));
    if (values.count() > 0) {
      DoubleStream.concat(DoubleStream.of(published), tails(values.count()))
          .forEach(p -> add(quantile(p)));
      for (int i = 1; i < quantiles; i++) {
        add(quantile(i / (double) quantiles));
      }
    }
    fixed.forEach(edge -> add(values.count() == 0 ? edge : places.near(edge)));
    if (!Double.isNaN(threshold)) {
      add(precision.below(threshold));
    }
    addAtoms(atoms);
    double[] all = edges.stream().mapToDouble(Double::doubleValue).toArray();
    int[] chosen =
        DoubleStream.of(published)
            .map(this::quantile)
            .filter(edge -> edge < greatest)
            .mapToInt(edge -> Arrays.binarySearch(all, edge))
            .distinct()
            .toArray();
    return new NumericBins(precision, least, all, chosen, values.mean(), scale());
  }

  /** Values that are one as a float32 have no spread; the float32 of a large one is far from it. */
  private double scale() {
    double deviation = values.standardDeviation();
    boolean constant =
        values.count() > 0
            && precision.float32(values.least()) == precision.float32(values.greatest());
    if (constant) {
      return Math.max(1, precision.float32Above(values.greatest()) - values.greatest());
    }
    return deviation > 0 ? deviation : 1;
  }

  private void add(double edge) {
    if (edge >= least && edge < greatest) {
      edges.add(edge);
    }
  }

  /** The edge of a quantile: an atom's own where it is one. */
  private double quantile(double p) {
    double value = precision.round(values.quantile(p)) + 0.0;
    double under = values.upTo(precision.float32End(value));
    if (under == values.greatest()) {
      return open ? greatest : places.upper(under);
    }
    return single.contains(precision.float32(under)) ? places.upper(under) : places.middle(value);
  }

  /** An atom's edges are the number below it and itself, so that its bin holds nothing else. */
  private void addAtoms(List<Double> atoms) {
    for (double atom : atoms) {
      if (edges.size() > MAX_EDGES - 2) {
        return;
      }
      // What ends the range ends the bin of the least and of the greatest value too.
      double value = precision.float32(atom);
      if (!open || value != precision.float32(values.greatest())) {
        add(places.upper(atom));
      }
      if (!open || value != precision.float32(values.least())) {
        add(places.lower(atom));
      }
    }
  }

  /**
   * Returns bins of a sketch with their edges between the values that they turned out to part. The
   * ends of the range and edges of empty bins stay.
   *
   * @param counts of the same values, over the sketch's edges
   * @param least value in each bin
   * @param greatest value in each bin
   */
  public static NumericBins between(NumericCounts counts, double[] least, double[] greatest) {
    NumericBins bins = counts.bins();
    Precision precision = bins.precision();
    double atom = counts.count() / (double) quantiles(counts.count());
    double[] edges = bins.edges();
    for (int i = 0; i < edges.length - 1; i++) {
      if (counts.bin(i) > atom && bins.isAtom(i)) {
        edges[i] = EdgePlaces.upperOf(precision, greatest[i]);
      } else if (counts.bin(i + 1) > atom && bins.isAtom(i + 1)) {
        edges[i] = EdgePlaces.lowerOf(precision, least[i + 1]);
      } else if (counts.bin(i) > 0 && counts.bin(i + 1) > 0) {
        edges[i] = EdgePlaces.between(precision, greatest[i], least[i + 1]);
      }
    }
    return new NumericBins(
        precision, bins.minimum(), edges, bins.published(), bins.center(), bins.scale());
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
