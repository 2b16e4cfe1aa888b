package com.nextgen.ml.benchmarks.trial.rule;

import com.nextgen.ml.benchmarks.trial.population.Rows;
import java.util.Arrays;

/** The values of a sample in order, missing ones left out, and distances to another. */
public final class Sorted {
  private final double[] values;
  private final double[] distinct;
  private final double[] counts;
  private final double deviation;

  /** Of the values that are there. */
  public Sorted(Rows rows) {
    this.values = rows.present();
    Arrays.sort(values);
    double mean = Arrays.stream(values).sum() / Math.max(1, values.length);
    double[] found = new double[values.length];
    double[] counted = new double[values.length];
    double squares = 0;
    int runs = 0;
    for (int i = 0; i < values.length; i++) {
      squares += (values[i] - mean) * (values[i] - mean);
      if (i == 0 || values[i] != values[i - 1]) {
        found[runs++] = values[i];
      }
      counted[runs - 1]++;
    }
    this.deviation = Math.sqrt(squares / Math.max(1, values.length));
    this.distinct = Arrays.copyOf(found, runs);
    this.counts = Arrays.copyOf(counted, runs);
  }

  int size() {
    return values.length;
  }

  /** Of the population that is this sample. */
  public double deviation() {
    return deviation;
  }

  /** Different values of the two together; counting stops over {@code enough}. */
  public int distinctWith(Sorted other, int enough) {
    int most = Math.max(distinct.length, other.distinct.length);
    return most > enough ? most : tally(other).size();
  }

  /** How often each value of either stands in each. */
  public Tallies tally(Sorted other) {
    int most = distinct.length + other.distinct.length;
    double[] first = new double[most];
    double[] second = new double[most];
    int cells = 0;
    int i = 0;
    int j = 0;
    while (i < distinct.length || j < other.distinct.length) {
      double left = i < distinct.length ? distinct[i] : Double.POSITIVE_INFINITY;
      double right = j < other.distinct.length ? other.distinct[j] : Double.POSITIVE_INFINITY;
      first[cells] = left <= right ? counts[i++] : 0;
      second[cells++] = right <= left ? other.counts[j++] : 0;
    }
    return new Tallies(Arrays.copyOf(first, cells), Arrays.copyOf(second, cells));
  }

  /** sup |F − G|. */
  public double ks(Sorted other) {
    double most = 0;
    int i = 0;
    int j = 0;
    while (i < values.length && j < other.values.length) {
      double x = Math.min(values[i], other.values[j]);
      i = after(values, i, x);
      j = after(other.values, j, x);
      most = Math.max(most, Math.abs(share(i, values.length) - share(j, other.values.length)));
    }
    return most;
  }

  /** ∫ |F − G| dx. */
  public double wasserstein(Sorted other) {
    double sum = 0;
    int i = 0;
    int j = 0;
    double last = Math.min(values[0], other.values[0]);
    while (i < values.length || j < other.values.length) {
      double left = i < values.length ? values[i] : Double.POSITIVE_INFINITY;
      double right = j < other.values.length ? other.values[j] : Double.POSITIVE_INFINITY;
      double x = Math.min(left, right);
      double gap = share(i, values.length) - share(j, other.values.length);
      sum += (x - last) * Math.abs(gap);
      last = x;
      i = after(values, i, x);
      j = after(other.values, j, x);
    }
    return sum;
  }

  private static int after(double[] sorted, int from, double x) {
    int i = from;
    while (i < sorted.length && sorted[i] <= x) {
      i++;
    }
    return i;
  }

  private static double share(int rank, int size) {
    return (double) rank / size;
  }
}
