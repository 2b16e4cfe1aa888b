package com.nextgen.ml.benchmarks.change;

import com.nextgen.ml.monitoring.detector.EDetector;
import com.nextgen.ml.monitoring.detector.Signal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * What part of the alarms the squared loss should have beside the 0/1 loss: median labels until one
 * of the two e-detectors finds a change, by that part; 0 is the 0/1 loss alone. Prints a Markdown
 * table.
 *
 * <p>Scores are the squares of uniform numbers and were probabilities until the change, at label
 * 2,000. μ0 is the mean loss and .02, the run length of both together 10,000.
 *
 * <p>Arguments: seed, models a line.
 */
public final class SquaredShareTrial {
  private static final double RUN_LENGTH = 10_000;
  private static final double MARGIN = 0.02;
  private static final int BEFORE = 2_000;
  private static final int MOST = 20_000;
  private static final double[] SHARES = {0, 0.1, 0.2, 0.5, 0.9};

  /** The probability of a positive after the change, by the score. */
  private interface Change {
    double at(double score);
  }

  private SquaredShareTrial() {}

  /** Runs the trial. */
  public static void main(String[] arguments) {
    long seed = Long.parseLong(arguments[0]);
    int models = Integer.parseInt(arguments[1]);
    System.out.println("| change | 0 | .1 | .2 | .5 | .9 |");
    System.out.println("|---|---|---|---|---|---|");
    row("a tenth of labels turned over", s -> 0.9 * s + 0.1 * (1 - s), seed, models);
    row("a quarter of labels turned over", s -> 0.75 * s + 0.25 * (1 - s), seed, models);
    row("turned over where the score passes .5", s -> s < 0.5 ? s : 1 - s, seed, models);
    row("scores of .5 to .7 seldom right", s -> s >= 0.5 && s < 0.7 ? 0.2 : s, seed, models);
    row("log odds halved", s -> power(s, 0.5), seed, models);
    row("a fifth of sure negatives positive", s -> s < 0.1 ? 0.2 : s, seed, models);
  }

  private static double power(double score, double exponent) {
    double odds = Math.pow(score / (1 - score), exponent);
    return odds / (1 + odds);
  }

  private static void row(String name, Change change, long seed, int models) {
    double[] before = losses(new Random(seed), score -> score, 1_000_000);
    double[] after = losses(new Random(seed), change, 1_000_000);
    List<String> cells = new ArrayList<>();
    for (double share : SHARES) {
      int[] delays = new int[models];
      for (int i = 0; i < models; i++) {
        delays[i] = delay(before, share, change, new Random(seed + i));
      }
      Arrays.sort(delays);
      int median = delays[models / 2];
      cells.add(median >= MOST ? "–" : String.valueOf(median));
    }
    System.out.printf(
        Locale.ROOT,
        "| %s (error %.3f → %.3f, square %.3f → %.3f) | %s |%n",
        name,
        before[0],
        after[0],
        before[1],
        after[1],
        String.join(" | ", cells));
  }

  /** Mean losses. */
  private static double[] losses(Random random, Change change, int rows) {
    double[] sums = new double[2];
    for (int i = 0; i < rows; i++) {
      double[] loss = loss(random, change);
      sums[0] += loss[0] / rows;
      sums[1] += loss[1] / rows;
    }
    return sums;
  }

  private static double[] loss(Random random, Change change) {
    double score = random.nextDouble();
    score *= score;
    double truth = random.nextDouble() < change.at(score) ? 1 : 0;
    return new double[] {
      (score >= 0.5 ? 1 : 0) == truth ? 0 : 1, (score - truth) * (score - truth)
    };
  }

  private static int delay(double[] mean, double share, Change change, Random random) {
    EDetector errors =
        new EDetector(EDetector.Settings.of(mean[0] + MARGIN, RUN_LENGTH / (1 - share)));
    EDetector squares =
        share == 0
            ? null
            : new EDetector(EDetector.Settings.of(mean[1] + MARGIN, RUN_LENGTH / share));
    for (int i = -BEFORE; i < MOST; i++) {
      double[] loss = loss(random, i < 0 ? score -> score : change);
      boolean found = errors.add(loss[0]) == Signal.DRIFT;
      found |= squares != null && squares.add(loss[1]) == Signal.DRIFT;
      if (found && i >= 0) {
        return i + 1;
      }
    }
    return MOST;
  }
}
