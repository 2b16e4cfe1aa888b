package com.nextgen.ml.monitoring.drift;

import com.nextgen.ml.monitoring.counts.CategoricalBins;
import com.nextgen.ml.monitoring.counts.CategoricalCounts;
import com.nextgen.ml.monitoring.counts.NumericBins;
import com.nextgen.ml.monitoring.counts.NumericCounts;
import com.nextgen.ml.monitoring.schema.Precision;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Bins and counts of small samples, the plain way. NaN stands for missing. */
public final class Sample {
  private static final int BINS = 200;

  private Sample() {}

  /** Fine edges at 200 quantiles with atoms, published ones at deciles. */
  public static NumericBins bins(double... reference) {
    double[] sorted = Arrays.stream(reference).filter(x -> !Double.isNaN(x)).sorted().toArray();
    TreeSet<Double> edges = new TreeSet<>();
    for (int i = 1; i <= BINS; i++) {
      edges.add(quantile(sorted, i / (double) BINS));
    }
    edges.add(quantile(sorted, 0.001));
    edges.add(quantile(sorted, 0.999));
    for (int i = 0; i < sorted.length; ) {
      int from = i;
      while (i < sorted.length && sorted[i] == sorted[from]) {
        i++;
      }
      if ((i - from) * BINS > sorted.length) {
        edges.add(sorted[from]);
        if (sorted[from] > sorted[0]) {
          edges.add(Math.nextDown(sorted[from]));
        }
      }
    }
    TreeSet<Double> deciles = new TreeSet<>();
    for (int i = 1; i < 10; i++) {
      deciles.add(quantile(sorted, i / 10.0));
    }
    edges.addAll(deciles);
    double[] all = edges.stream().mapToDouble(Double::doubleValue).toArray();
    int[] published =
        deciles.stream()
            .mapToInt(d -> Arrays.binarySearch(all, d))
            .filter(i -> i < all.length - 1)
            .toArray();
    double mean = Arrays.stream(sorted).average().orElseThrow();
    double variance =
        Arrays.stream(sorted).map(x -> (x - mean) * (x - mean)).average().orElseThrow();
    double scale = variance > 0 ? Math.sqrt(variance) : 1;
    return new NumericBins(Precision.FLOAT64, sorted[0], all, published, mean, scale);
  }

  /** Type 7, as numpy and R have it. */
  static double quantile(double[] sorted, double share) {
    double at = share * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.length - 1);
    double part = at - below;
    // As numpy's linear interpolation does, from the nearer end.
    double step = sorted[above] - sorted[below];
    return part >= 0.5 ? sorted[above] - step * (1 - part) : sorted[below] + step * part;
  }

  /** Counts one value after another. */
  public static NumericCounts count(NumericBins bins, double... values) {
    long[] cells = new long[bins.size() + 6];
    double[] sums = new double[4];
    double least = Double.POSITIVE_INFINITY;
    double greatest = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      if (Double.isNaN(value)) {
        cells[bins.size() + 2]++;
        continue;
      }
      double z = (value - bins.center()) / bins.scale();
      cells[bins.indexOf(value) + 1]++;
      sums[0] += z;
      sums[1] += z * z;
      sums[2] += Math.max(0, bins.minimum() - value) / bins.scale();
      sums[3] += Math.max(0, value - bins.maximum()) / bins.scale();
      least = Math.min(least, value);
      greatest = Math.max(greatest, value);
    }
    return NumericCounts.of(bins, cells, sums, least, greatest);
  }

  /** Counts names; null is missing. */
  public static CategoricalCounts count(CategoricalBins bins, List<@Nullable String> values) {
    long[] cells = new long[bins.size() + 1];
    values.forEach(value -> cells[bins.indexOf(value)]++);
    return CategoricalCounts.of(bins, cells);
  }

  /** Counts over the named categories, in their order. */
  public static CategoricalCounts cells(CategoricalBins bins, long... named) {
    return CategoricalCounts.of(bins, Arrays.copyOf(named, bins.size() + 1));
  }
}
