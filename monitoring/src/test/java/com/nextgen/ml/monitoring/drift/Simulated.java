package com.nextgen.ml.monitoring.drift;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.counts.CategoricalBins;
import com.nextgen.ml.monitoring.counts.Column;
import com.nextgen.ml.monitoring.counts.Counts;
import com.nextgen.ml.monitoring.counts.Layout;
import com.nextgen.ml.monitoring.counts.live.LiveCounters;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Counts of a normal number and one of eight names, as of a model that is watched. */
public final class Simulated {
  private static final int ROWS = 20_000;
  private static final List<String> NAMES = List.of("a", "b", "c", "d", "e", "f", "g", "h");

  /** Equal shares of the names. */
  public static final double[] EQUAL = shares(0);

  private static final Layout LAYOUT =
      new Layout(
          List.of(
              new Column(
                  "number",
                  Column.Source.NUMERIC_INPUT,
                  0,
                  Sample.bins(new Random(1).doubles(ROWS).map(x -> gauss(x)).toArray())),
              new Column("name", Column.Source.CATEGORICAL_INPUT, 0, CategoricalBins.of(NAMES))));

  private Simulated() {}

  /** Normal quantiles, so that the bins are those of a normal number. */
  private static double gauss(double share) {
    double z = com.nextgen.ml.monitoring.stats.Normal.inverseSurvival(Math.max(1e-9, share));
    return -z;
  }

  /** A baseline of 20,000 rows. */
  public static Baseline baseline() {
    return new Baseline(
        "m", "ab".repeat(32), ROWS, Instant.EPOCH, false, counts(new Random(2), ROWS, 0, EQUAL));
  }

  /**
   * Counts of rows drawn from {@code random}.
   *
   * @param shift of the number's mean, in standard deviations
   * @param shares of the names
   */
  public static Counts counts(Random random, int rows, double shift, double[] shares) {
    double[] numbers = new double[rows];
    String[] names = new String[rows];
    for (int i = 0; i < rows; i++) {
      numbers[i] = random.nextGaussian() + shift;
      double at = random.nextDouble();
      int name = 0;
      while (name < NAMES.size() - 1 && at >= shares[name]) {
        at -= shares[name++];
      }
      names[i] = NAMES.get(name);
    }
    LiveCounters counters = new LiveCounters(LAYOUT, 1);
    counters.add(
        new RowBlock(rows, numbers, names),
        new PredictionBlock(rows, new int[0], new double[rows], new double[0]));
    return counters.snapshot();
  }

  /** Every other name more and less frequent by as much as makes this PSI. */
  static double[] shiftedShares(double psi) {
    double low = 0;
    double high = 0.999;
    for (int i = 0; i < 60; i++) {
      double middle = (low + high) / 2;
      double of = Arrays.stream(shares(middle)).map(q -> (q - 0.125) * Math.log(q / 0.125)).sum();
      low = of < psi ? middle : low;
      high = of < psi ? high : middle;
    }
    return shares(high);
  }

  private static double[] shares(double more) {
    double[] shares = new double[NAMES.size()];
    Arrays.setAll(shares, i -> 0.125 * (1 + (i % 2 == 0 ? more : -more)));
    return shares;
  }
}
