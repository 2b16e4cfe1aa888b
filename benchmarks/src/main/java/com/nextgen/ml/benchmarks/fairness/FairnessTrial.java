package com.nextgen.ml.benchmarks.fairness;

import com.nextgen.ml.monitoring.schema.policy.FairnessMetric;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/**
 * How often groups at the end of the tolerance are called unfair or fair, and what is found of
 * equal and of very different ones, beside rules that look at the point estimate: {@code
 * FairnessTrial <seed> <windows>} prints the tables of {@code docs/statistics/fairness.md}.
 */
public final class FairnessTrial {
  private static final double LEVEL = 0.05;

  private FairnessTrial() {}

  /** Runs with a seed and a number of windows a line. */
  public static void main(String[] args) {
    long seed = args.length > 0 ? Long.parseLong(args[0]) : 2026;
    int windows = args.length > 1 ? Integer.parseInt(args[1]) : 2000;
    PrintStream out = System.out;
    out.println("| gap | groups | rows | reference | rate | unfair | fair | point |");
    out.println("|---|---|---|---|---|---|---|---|");
    for (FairnessMetric metric :
        List.of(FairnessMetric.DEMOGRAPHIC_PARITY, FairnessMetric.DISPARATE_IMPACT)) {
      for (int[] size :
          new int[][] {
            {1, 100, 20_000},
            {1, 1_000, 1_000},
            {9, 100, 20_000},
            {9, 2_000, 20_000},
            {29, 100, 100_000},
            {29, 5_000, 100_000}
          }) {
        for (double rate : new double[] {0.01, 0.3, 0.5, 0.8}) {
          double edge = metric.isRatio() ? rate / 0.8 : rate + 0.1;
          line(
              out,
              "edge, all",
              new GapCase(metric, size[0], size[1], size[2], rate, edge, size[0]),
              windows,
              seed);
          line(
              out,
              "edge, one",
              new GapCase(metric, size[0], size[1], size[2], rate, edge, 1),
              windows,
              seed);
          line(
              out,
              "equal",
              new GapCase(metric, size[0], size[1], size[2], rate, rate, 0),
              windows,
              seed);
          double far = metric.isRatio() ? rate / 2 : Math.max(0, Math.min(1, rate + 0.2));
          line(
              out,
              "far, one",
              new GapCase(metric, size[0], size[1], size[2], rate, far, 1),
              windows,
              seed);
        }
      }
    }
  }

  private static void line(PrintStream out, String kind, GapCase one, int windows, long seed) {
    out.printf(
        Locale.ROOT,
        "| %s %s | %d | %d | %d | %.2f | %s |%n",
        one.metric().key(),
        kind,
        one.groups() + 1,
        one.rows(),
        one.referenceRows(),
        one.rate(),
        one.run(windows, LEVEL, seed));
  }
}
