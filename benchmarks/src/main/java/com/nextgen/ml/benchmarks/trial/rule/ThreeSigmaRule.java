package com.nextgen.ml.benchmarks.trial.rule;

import com.nextgen.ml.benchmarks.trial.population.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * NannyML's default for a column (nannyml.readthedocs.io, <em>Univariate drift detection</em>):
 * Jensen-Shannon distance to the reference, base 2, over the bins of Doane's rule or the
 * reference's categories and one cell for all else; an alarm where it is over the mean and three
 * standard deviations of what the reference's own chunks have. Chunks are as long as a window; a
 * rest is a chunk too.
 */
public final class ThreeSigmaRule {
  private final double[] edges;
  private final boolean numeric;
  private final double[] reference;
  private final double mean;
  private final double deviation;
  private final boolean applies;

  ThreeSigmaRule(boolean numeric, Rows training, int chunk) {
    this.numeric = numeric;
    double[] present = training.present();
    this.edges = numeric ? DoaneBins.edges(present) : distinct(present);
    this.reference = new double[cells() + 1];
    tally(present, reference);
    List<Double> distances = new ArrayList<>();
    double[] values = training.values();
    for (int from = 0; from < values.length; from += chunk) {
      int to = Math.min(values.length, from + chunk);
      double[] part = new Rows(Arrays.copyOfRange(values, from, to)).present();
      if (part.length > 0) {
        distances.add(distance(part));
      }
    }
    this.mean = distances.stream().mapToDouble(d -> d).average().orElse(Double.NaN);
    this.deviation =
        Math.sqrt(distances.stream().mapToDouble(d -> (d - mean) * (d - mean)).average().orElse(0));
    this.applies = distances.size() > 1;
  }

  /** Judges a window of the same length as a chunk; needs two chunks for a deviation. */
  public Finding judge(Rows window) {
    double[] present = window.present();
    if (present.length == 0) {
      return Finding.NONE;
    }
    double distance = distance(present);
    return new Finding(distance, distance > threshold(), applies);
  }

  double threshold() {
    return mean + 3 * deviation;
  }

  double distance(double[] present) {
    double[] counts = new double[reference.length];
    tally(present, counts);
    return Divergence.jensenShannon(reference, counts) / Math.sqrt(Math.log(2));
  }

  private int cells() {
    return numeric ? edges.length - 1 : edges.length;
  }

  /** The last cell is for what no other one holds. */
  private void tally(double[] values, double[] counts) {
    int cells = cells();
    for (double value : values) {
      int at = Arrays.binarySearch(edges, value);
      int cell = at >= 0 ? at : numeric ? -at - 2 : -1;
      if (numeric && at == edges.length - 1) {
        cell = cells - 1;
      }
      counts[cell < 0 || cell >= cells ? cells : cell]++;
    }
  }

  private static double[] distinct(double[] values) {
    return Arrays.stream(values).sorted().distinct().toArray();
  }
}
