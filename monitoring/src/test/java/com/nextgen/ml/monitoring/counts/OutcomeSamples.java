package com.nextgen.ml.monitoring.counts;

import com.nextgen.ml.monitoring.counts.live.OutcomeTally;
import com.nextgen.ml.monitoring.schema.Precision;
import com.nextgen.ml.monitoring.schema.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Labelled rows at random from a seed. */
public final class OutcomeSamples {
  private OutcomeSamples() {}

  /** A labelled row. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Row(
      int actual, int predicted, double score, double @Nullable [] scores, double truth) {
    /** Adds this to a tally. */
    public void addTo(OutcomeTally tally, OutcomeLayout layout) {
      if (!layout.task().isClassification()) {
        tally.addValue(truth, score);
      } else {
        tally.addClass(actual, predicted, score, scores, 0);
      }
    }
  }

  /** A layout of so many equal bins; of [0, 1] for classification, of ±3 for regression. */
  public static OutcomeLayout layout(Task task, int bins) {
    boolean regression = !task.isClassification();
    double[] edges = new double[bins];
    for (int i = 0; i < bins; i++) {
      double share = (i + 1) / (double) bins;
      edges[i] = regression ? 6 * share - 3 : share;
    }
    NumericBins scores =
        new NumericBins(
            Precision.FLOAT64, regression ? -3 : 0, edges, new int[0], 0.25, regression ? 0.5 : 1);
    return switch (task) {
      case REGRESSION, RANKING -> new OutcomeLayout(task, List.of(), -1, scores);
      case BINARY_CLASSIFICATION -> new OutcomeLayout(task, List.of("no", "yes"), 1, scores);
      case MULTICLASS_CLASSIFICATION, ANOMALY_DETECTION, CLUSTERING ->
          new OutcomeLayout(task, List.of("a", "b", "c", "d"), -1, scores);
    };
  }

  /** So many rows; some cannot be used. */
  public static List<Row> rows(Random random, OutcomeLayout layout, int n) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      rows.add(
          switch (layout.task()) {
            case REGRESSION, RANKING -> value(random);
            case BINARY_CLASSIFICATION -> binary(random);
            case MULTICLASS_CLASSIFICATION, ANOMALY_DETECTION, CLUSTERING ->
                many(random, layout.classes().size());
          });
    }
    return rows;
  }

  private static Row value(Random random) {
    double score = random.nextInt(50) == 0 ? Double.NaN : random.nextGaussian();
    double truth = random.nextInt(10) == 0 ? 0 : score + random.nextGaussian() / 2;
    return new Row(0, 0, score, null, truth);
  }

  private static Row binary(Random random) {
    double score = random.nextInt(3) == 0 ? random.nextInt(10) / 10.0 : random.nextDouble();
    int actual = random.nextDouble() < score ? 1 : 0;
    return random.nextInt(50) == 0
        ? new Row(actual, -1, Double.NaN, null, 0)
        : new Row(actual, score >= 0.5 ? 1 : 0, score, null, 0);
  }

  private static Row many(Random random, int classes) {
    double[] scores = random.doubles(classes).map(x -> x * x * x).toArray();
    double sum = 0;
    int best = 0;
    for (int i = 0; i < classes; i++) {
      sum += scores[i];
      best = scores[i] > scores[best] ? i : best;
    }
    double draw = random.nextDouble();
    int actual = 0;
    for (int i = 0; i < classes; i++) {
      scores[i] /= sum;
      draw -= scores[i];
      actual = draw > 0 && i < classes - 1 ? i + 1 : actual;
    }
    return new Row(actual, best, scores[best], random.nextInt(40) == 0 ? null : scores, 0);
  }

  /** The counts of rows. */
  public static OutcomeCounts counts(OutcomeLayout layout, List<Row> rows) {
    OutcomeTally tally = new OutcomeTally(layout);
    rows.forEach(row -> row.addTo(tally, layout));
    return tally.counts();
  }
}
