package com.nextgen.ml.benchmarks.trial.level;

import com.nextgen.ml.benchmarks.trial.population.Alias;
import com.nextgen.ml.benchmarks.trial.population.Categories;
import com.nextgen.ml.benchmarks.trial.population.Numbers;
import com.nextgen.ml.benchmarks.trial.population.Population;
import com.nextgen.ml.monitoring.counts.CategoricalBins;
import com.nextgen.ml.monitoring.counts.CategoricalCounts;
import com.nextgen.ml.monitoring.counts.ColumnCounts;
import com.nextgen.ml.monitoring.counts.NumericBins;
import com.nextgen.ml.monitoring.counts.NumericCounts;
import java.util.random.RandomGenerator;

/**
 * Windows of independent rows, drawn as counts: the cell of each row has the probability that the
 * population gives it. Only values outside the baseline's range are drawn themselves, for their
 * distance counts. Sums of values are those of the bins' middles.
 */
final class CountSampler {
  private static final int AFTER_BINS = 2;

  private final ColumnCounts baseline;
  private final Population population;
  private final Alias cells;
  private final double under;
  private final double over;

  CountSampler(ColumnCounts baseline, Population population) {
    this.baseline = baseline;
    this.population = population;
    double[] shares;
    if (baseline.bins() instanceof NumericBins bins) {
      shares = shares(bins, (Numbers) population);
      this.under = shares[0];
      this.over = shares[bins.size() + 1];
    } else {
      shares = shares((CategoricalBins) baseline.bins(), (Categories) population);
      this.under = 0;
      this.over = 0;
    }
    for (int i = 0; i < shares.length; i++) {
      shares[i] *= 1 - population.missing();
    }
    int missing = shares.length - (baseline.bins() instanceof NumericBins ? 4 : 1);
    shares[missing] = population.missing();
    this.cells = new Alias(shares);
  }

  private static double[] shares(NumericBins bins, Numbers population) {
    double[] shares = new double[bins.size() + 6];
    double last = population.upTo().applyAsDouble(Math.nextDown(bins.minimum()));
    shares[0] = last;
    for (int i = 0; i < bins.size(); i++) {
      double next = population.upTo().applyAsDouble(bins.edge(i));
      shares[i + 1] = Math.max(0, next - last);
      last = next;
    }
    shares[bins.size() + 1] = Math.max(0, 1 - last);
    return shares;
  }

  private static double[] shares(CategoricalBins bins, Categories population) {
    double[] shares = new double[bins.size() + 1];
    for (int i = 0; i < population.size(); i++) {
      shares[bins.indexOf(Categories.name(i))] += population.share(i);
    }
    return shares;
  }

  /** Counts of this many rows. */
  ColumnCounts draw(int rows, RandomGenerator random) {
    boolean numeric = baseline.bins() instanceof NumericBins;
    NumericBins bins = numeric ? (NumericBins) baseline.bins() : null;
    long[] counts =
        bins != null
            ? new long[bins.size() + 6]
            : new long[((CategoricalBins) baseline.bins()).size() + 1];
    for (int i = 0; i < rows; i++) {
      counts[cells.draw(random)]++;
    }
    return bins != null
        ? numbers(bins, counts, random)
        : CategoricalCounts.of((CategoricalBins) baseline.bins(), counts);
  }

  private NumericCounts numbers(NumericBins bins, long[] counts, RandomGenerator random) {
    double[] sums = new double[4];
    double least = bins.minimum();
    double greatest = bins.maximum();
    for (long i = 0; i < counts[0]; i++) {
      double value = ((Numbers) population).quantile(under * random.nextDouble());
      least = Math.min(least, value);
      add(sums, AFTER_BINS, bins, value, bins.minimum() - value);
    }
    for (long i = 0; i < counts[bins.size() + 1]; i++) {
      double value = ((Numbers) population).quantile(1 - over * (1 - random.nextDouble()));
      greatest = Math.max(greatest, value);
      add(sums, AFTER_BINS + 1, bins, value, value - bins.maximum());
    }
    for (int i = 0; i < bins.size(); i++) {
      double from = i == 0 ? bins.minimum() : bins.edge(i - 1);
      double z = ((from + bins.edge(i)) / 2 - bins.center()) / bins.scale();
      sums[0] += z * counts[i + 1];
      sums[1] += z * z * counts[i + 1];
    }
    return NumericCounts.of(bins, counts, sums, least, greatest);
  }

  private static void add(
      double[] sums, int tail, NumericBins bins, double value, double distance) {
    double z = (value - bins.center()) / bins.scale();
    sums[0] += z;
    sums[1] += z * z;
    sums[tail] += Math.max(0, distance) / bins.scale();
  }
}
