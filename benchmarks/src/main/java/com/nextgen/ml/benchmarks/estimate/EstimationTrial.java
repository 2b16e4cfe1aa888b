package com.nextgen.ml.benchmarks.estimate;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.baseline.capture.BaselineBuilder;
import com.nextgen.ml.monitoring.baseline.capture.BaselineLimits;
import com.nextgen.ml.monitoring.baseline.capture.CountPass;
import com.nextgen.ml.monitoring.baseline.capture.EdgePass;
import com.nextgen.ml.monitoring.baseline.capture.LabelBlock;
import com.nextgen.ml.monitoring.baseline.capture.OutputCountPass;
import com.nextgen.ml.monitoring.baseline.capture.OutputEdgePass;
import com.nextgen.ml.monitoring.counts.OutcomeCounts;
import com.nextgen.ml.monitoring.counts.OutcomeLayout;
import com.nextgen.ml.monitoring.counts.live.LiveCounters;
import com.nextgen.ml.monitoring.counts.live.OutcomeTally;
import com.nextgen.ml.monitoring.figures.Estimate;
import com.nextgen.ml.monitoring.figures.MetricEstimates;
import com.nextgen.ml.monitoring.performance.Calibration;
import com.nextgen.ml.monitoring.performance.CalibrationDrift;
import com.nextgen.ml.monitoring.performance.Estimator;
import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.Precision;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.monitoring.schema.Task;
import com.nextgen.ml.monitoring.schema.policy.MonitoringPolicy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/**
 * In how many windows the 95 % interval of performance that is estimated before the labels holds
 * what is realised, while calibration moves from window to window: without past windows whose
 * labels have come, and with so many of them. Prints a Markdown table.
 *
 * <p>Log odds of a positive are normal with mean −1 and deviation 1.5, scores are their
 * probabilities in validation (4,000 rows); a window has 1,500 rows.
 *
 * <p>Arguments: seed, windows a line, each with a baseline of its own.
 */
public final class EstimationTrial {
  private static final int VALIDATION = 4_000;
  private static final int WINDOW = 1_500;
  private static final int[] PAST = {0, 5, 12, 30};
  private static final List<String> FIGURES = List.of("accuracy", "precision", "recall", "f1");

  private static final ModelSchema SCHEMA =
      new ModelSchema(
          "m",
          "team",
          Task.BINARY_CLASSIFICATION,
          List.of(Feature.numeric("x")),
          null,
          List.of("no", "yes"),
          "yes",
          Map.of(),
          0.5,
          List.of(),
          List.of(),
          MonitoringPolicy.DEFAULT);

  private final Random random;
  private final int windows;

  private EstimationTrial(long seed, int windows) {
    this.random = new Random(seed);
    this.windows = windows;
  }

  /** Runs the trial. */
  public static void main(String[] arguments) {
    EstimationTrial trial =
        new EstimationTrial(Long.parseLong(arguments[0]), Integer.parseInt(arguments[1]));
    System.out.println(
        "| calibration moves | figure | no past windows | 5 | 12 | 30 | how much longer with 12 |");
    System.out.println("|---|---|---|---|---|---|---|");
    for (Movement movement : Movement.values()) {
      trial.run(movement);
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
  private record Rows(double[] score, int[] truth) {
    RowBlock block() {
      return new RowBlock(score.length, score, new String[0]);
    }

    @SuppressWarnings("NullAway") // javac 17 cannot see the annotation on a compiled array type
    PredictionBlock predictions() {
      int[] said = new int[score.length];
      for (int i = 0; i < said.length; i++) {
        said[i] = score[i] >= 0.5 ? 1 : 0;
      }
      return new PredictionBlock(score.length, said, score, null);
    }
  }

  private Rows rows(int n, Movement.Shift shift) {
    double[] score = new double[n];
    int[] truth = new int[n];
    for (int i = 0; i < n; i++) {
      double odds = -1 + 1.5 * random.nextGaussian();
      score[i] = 1 / (1 + Math.exp(-odds));
      truth[i] = random.nextDouble() < 1 / (1 + Math.exp(-odds - shift.at(odds))) ? 1 : 0;
    }
    return new Rows(score, truth);
  }

  private void run(Movement movement) {
    int most = PAST[PAST.length - 1];
    int[][] held = new int[FIGURES.size()][PAST.length];
    double[][] lengths = new double[FIGURES.size()][PAST.length];
    for (int w = 0; w < windows; w++) {
      Baseline baseline = baseline(rows(VALIDATION, odds -> 0));
      Estimator estimator = Estimator.of(baseline, SCHEMA).orElseThrow();
      Movement.Shift[] shifts = movement.windows(random, most + 1);
      List<Calibration> past = new ArrayList<>();
      for (int i = 0; i < most; i++) {
        Calibration one = estimator.calibration(outcomes(baseline, rows(WINDOW, shifts[i])));
        if (one != null) {
          past.add(one);
        }
      }
      Rows now = rows(WINDOW, shifts[most]);
      MetricEstimates realised = MetricEstimates.of(outcomes(baseline, now));
      for (int k = 0; k < PAST.length; k++) {
        CalibrationDrift drift =
            CalibrationDrift.of(past.subList(Math.max(0, past.size() - PAST[k]), past.size()));
        MetricEstimates estimate = estimate(estimator, baseline, now, drift);
        for (int f = 0; f < FIGURES.size(); f++) {
          Estimate expected = figure(estimate, f);
          double found = figure(realised, f).value();
          held[f][k] += expected.low() <= found && found <= expected.high() ? 1 : 0;
          lengths[f][k] += expected.high() - expected.low();
        }
      }
    }
    for (int f = 0; f < FIGURES.size(); f++) {
      StringBuilder line = new StringBuilder("| " + movement.words + " | " + FIGURES.get(f) + " |");
      for (int k = 0; k < PAST.length; k++) {
        line.append(String.format(Locale.ROOT, " %.3f |", (double) held[f][k] / windows));
      }
      line.append(String.format(Locale.ROOT, " %.2f |", lengths[f][2] / lengths[f][0]));
      System.out.println(line);
    }
  }

  private static Estimate figure(MetricEstimates estimates, int number) {
    return Objects.requireNonNull(estimates.figures().get(FIGURES.get(number)));
  }

  private static MetricEstimates estimate(
      Estimator estimator, Baseline baseline, Rows rows, CalibrationDrift drift) {
    LiveCounters counters = new LiveCounters(baseline.layout(), 1);
    counters.add(rows.block(), rows.predictions());
    MetricEstimates estimate = estimator.estimate(counters.snapshot(), drift);
    if (estimate == null) {
      throw new IllegalStateException("rows with scores have an estimate");
    }
    return estimate;
  }

  private static OutcomeCounts outcomes(Baseline baseline, Rows rows) {
    OutcomeTally tally = new OutcomeTally(OutcomeLayout.of(SCHEMA, baseline.layout()));
    for (int i = 0; i < rows.score().length; i++) {
      double score = rows.score()[i];
      tally.addClass(rows.truth()[i], score >= 0.5 ? 1 : 0, score, null, 0);
    }
    return tally.counts();
  }

  private static Baseline baseline(Rows rows) {
    EdgePass edges = BaselineBuilder.of(SCHEMA, Precision.FLOAT64, BaselineLimits.DEFAULT, 1);
    edges.add(rows.block());
    CountPass counts = edges.freeze();
    counts.add(rows.block());
    OutputEdgePass scores = counts.finish().outputs(false);
    scores.add(rows.predictions());
    OutputCountPass outputs = scores.freeze();
    outputs.add(rows.block(), rows.predictions(), LabelBlock.ofClasses(rows.truth()));
    return outputs.build("", Instant.EPOCH, List.of());
  }
}
