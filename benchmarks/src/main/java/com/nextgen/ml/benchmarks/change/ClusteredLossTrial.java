package com.nextgen.ml.benchmarks.change;

import com.nextgen.ml.monitoring.concept.ConceptDetectors;
import com.nextgen.ml.monitoring.concept.Loss;
import com.nextgen.ml.monitoring.concept.LossBounds;
import com.nextgen.ml.monitoring.concept.LossPlace;
import com.nextgen.ml.monitoring.concept.RowCluster;
import com.nextgen.ml.monitoring.schema.policy.ConceptPolicy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Random;

/**
 * What losses that depend on each other within requests do to the e-detector: false alarms in a run
 * length while nothing changes, and the median delay after a change, with each row taken alone and
 * with clusters. Prints a Markdown table.
 *
 * <p>Errors of a cluster of m rows have one probability, drawn from a beta distribution of mean p
 * whose first parameter is p(1/ρ − 1): so two errors of a cluster have correlation ρ. The rows of
 * {@code mixed} clusters come in any order with those of {@value #TOGETHER} others, of {@code
 * scattered} ones with those of {@value #FAR}; how many rows a cluster has is known, but in the
 * line that says not.
 *
 * <p>Arguments: seed, run lengths without a change, models with one.
 */
public final class ClusteredLossTrial {
  private static final double RUN_LENGTH = 10_000;
  private static final double ERROR = 0.1;
  private static final double AFTER = 0.2;
  private static final int BEFORE = 10_000;
  private static final int TOGETHER = 5;
  private static final int FAR = 100;

  private final Random random;
  private final int stable;
  private final int changed;

  private ClusteredLossTrial(long seed, int stable, int changed) {
    this.random = new Random(seed);
    this.stable = stable;
    this.changed = changed;
  }

  /** A row of a cluster. */
  private record Row(long cluster, boolean error) {}

  /** How rows come: {@code rows} a cluster, of so many clusters in any order. */
  private record Arrival(String name, int rows, double correlation, int together) {
    RowCluster cluster(Row row) {
      return new RowCluster(row.cluster(), name.startsWith("unknown") ? 0 : rows);
    }
  }

  /** Runs the trial. */
  public static void main(String[] arguments) {
    ClusteredLossTrial trial =
        new ClusteredLossTrial(
            Long.parseLong(arguments[0]),
            Integer.parseInt(arguments[1]),
            Integer.parseInt(arguments[2]));
    System.out.println(
        "| rows | correlation | order | alarms, rows | clusters | at μ0: rows | clusters"
            + " | delay, rows | clusters |");
    System.out.println("|---|---|---|---|---|---|---|---|---|");
    trial.row(new Arrival("alone", 1, 0, 1));
    for (int rows : new int[] {5, 20, 100}) {
      for (double correlation : new double[] {0, 0.05, 0.2, 0.5}) {
        trial.row(new Arrival("together", rows, correlation, 1));
      }
    }
    trial.row(new Arrival("unknown number", 20, 0.2, 1));
    trial.row(new Arrival("mixed", 20, 0.2, TOGETHER));
    trial.row(new Arrival("scattered", 20, 0.2, FAR));
  }

  private void row(Arrival arrival) {
    String usual = alarms(arrival, 0.02);
    String limit = alarms(arrival, 0);
    System.out.printf(
        Locale.ROOT,
        "| %d | %s | %s | %s | %s | %s |%n",
        arrival.rows(),
        arrival.rows() == 1 ? "–" : String.valueOf(arrival.correlation()),
        arrival.name(),
        usual,
        limit,
        delays(arrival));
  }

  /** False alarms a run length: rows alone, then clusters. */
  private String alarms(Arrival arrival, double margin) {
    ConceptDetectors rows = detectors(margin);
    ConceptDetectors clusters = detectors(margin);
    int[] alarms = new int[2];
    long taken = 0;
    while (taken < stable * RUN_LENGTH) {
      for (Row row : rows(arrival, ERROR, taken)) {
        alarms[0] += add(rows, row, RowCluster.NONE, taken);
        alarms[1] += add(clusters, row, arrival.cluster(row), taken);
        taken++;
      }
    }
    return String.format(
        Locale.ROOT, "%.2f | %.2f", (double) alarms[0] / stable, (double) alarms[1] / stable);
  }

  /** Median labels after a change: rows alone, then clusters. */
  private String delays(Arrival arrival) {
    long[][] delays = new long[2][changed];
    for (int i = 0; i < changed; i++) {
      ConceptDetectors rows = detectors(0.02);
      ConceptDetectors clusters = detectors(0.02);
      long taken = 0;
      while (delays[0][i] == 0 || delays[1][i] == 0) {
        double error = taken < BEFORE ? ERROR : AFTER;
        long begin = BEFORE;
        for (Row row : rows(arrival, error, taken)) {
          taken++;
          int byRow = add(rows, row, RowCluster.NONE, taken);
          int byCluster = add(clusters, row, arrival.cluster(row), taken);
          if (taken > begin) {
            delays[0][i] = delays[0][i] == 0 && byRow > 0 ? taken - begin : delays[0][i];
            delays[1][i] = delays[1][i] == 0 && byCluster > 0 ? taken - begin : delays[1][i];
          }
        }
      }
    }
    for (long[] each : delays) {
      Arrays.sort(each);
    }
    return delays[0][changed / 2] + " | " + delays[1][changed / 2];
  }

  private static ConceptDetectors detectors(double margin) {
    LossBounds bounds =
        new LossBounds(1_000_000_000, ERROR, OptionalDouble.empty(), OptionalDouble.empty());
    return new ConceptDetectors(
        bounds, new ConceptPolicy(margin, List.of("e-detector")), RUN_LENGTH);
  }

  private static int add(ConceptDetectors detectors, Row row, RowCluster cluster, long place) {
    Loss loss = new Loss(row.error(), OptionalDouble.empty());
    return detectors.add(loss, new LossPlace(place, Instant.EPOCH), cluster).size();
  }

  /** The rows of clusters that come together, in the order in which they come. */
  private List<Row> rows(Arrival arrival, double error, long key) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < arrival.together(); i++) {
      double own = probability(error, arrival.correlation());
      for (int j = 0; j < arrival.rows(); j++) {
        rows.add(new Row(key + i + 1, random.nextDouble() < own));
      }
    }
    if (arrival.together() > 1) {
      Collections.shuffle(rows, random);
    }
    return rows;
  }

  /** Of a beta distribution. */
  private double probability(double mean, double correlation) {
    if (correlation == 0) {
      return mean;
    }
    double size = 1 / correlation - 1;
    double one = gamma(mean * size);
    return one / (one + gamma((1 - mean) * size));
  }

  /** Marsaglia and Tsang 2000; below 1 by a power of a uniform number. */
  private double gamma(double shape) {
    if (shape < 1) {
      return Math.max(
          Double.MIN_NORMAL, gamma(shape + 1) * Math.pow(random.nextDouble(), 1 / shape));
    }
    double d = shape - 1.0 / 3;
    double c = 1 / Math.sqrt(9 * d);
    while (true) {
      double z = random.nextGaussian();
      double v = 1 + c * z;
      if (v > 0) {
        v = v * v * v;
        if (Math.log(1 - random.nextDouble()) < z * z / 2 + d - d * v + d * Math.log(v)) {
          return d * v;
        }
      }
    }
  }
}
