package com.nextgen.ml.benchmarks.trial;

import java.util.List;

/**
 * How much is simulated.
 *
 * @param repetitions baselines of the comparison with other tools, for each shape and size
 * @param windows of each shape and size whose false alarms are counted
 * @param deepWindows the same where the rarest level is checked
 * @param months that are lived through
 * @param families sets of features
 * @param dependent baselines of each stream of dependent rows
 * @param sizes of windows and baselines in the comparison
 */
record Scale(
    int repetitions,
    int windows,
    int deepWindows,
    int months,
    int families,
    int dependent,
    List<Size> sizes) {

  /** Rows of a window against rows of a baseline. */
  record Size(int window, int reference) {}

  static final Scale FULL =
      new Scale(
          200,
          40_000,
          400_000,
          40,
          200,
          1000,
          List.of(
              new Size(50, 500),
              new Size(200, 500),
              new Size(500, 500),
              new Size(50, 5000),
              new Size(200, 5000),
              new Size(500, 5000),
              new Size(1000, 5000),
              new Size(5000, 5000),
              new Size(500, 100_000),
              new Size(2000, 100_000),
              new Size(20_000, 100_000)));

  /** The full sizes with fewer repetitions. */
  static final Scale SMALL = new Scale(30, 4000, 40_000, 3, 30, 40, FULL.sizes());

  static final Scale QUICK =
      new Scale(60, 2000, 20_000, 1, 20, 10, List.of(new Size(200, 500), new Size(500, 5000)));
}
