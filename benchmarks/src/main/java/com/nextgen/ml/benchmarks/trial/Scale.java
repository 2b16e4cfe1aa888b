package com.nextgen.ml.benchmarks.trial;

import com.nextgen.ml.benchmarks.trial.population.Size;
import java.util.List;

/**
 * How much is simulated.
 *
 * @param faultSizes of windows and baselines with faults
 * @param faultBaselines of each column and size, each with a window of each fault
 * @param deepWindows of each shape whose false alarms are counted at the first size
 * @param windows at the other sizes
 * @param spreadBaselines whose own false-alarm rate is found
 * @param spreadWindows of each of these
 * @param families sets of features
 * @param dependent baselines of each stream of dependent rows
 * @param deepDependent the same where the rarest level is checked
 * @param powerSizes of windows and baselines whose power is found
 * @param powerBaselines of each shape and size
 */
record Scale(
    List<Size> faultSizes,
    int faultBaselines,
    int deepWindows,
    int windows,
    int spreadBaselines,
    int spreadWindows,
    int families,
    int dependent,
    int deepDependent,
    List<Size> powerSizes,
    int powerBaselines) {

  /** Sizes whose false alarms are counted; the first one down to the rarest level. */
  static final List<Size> LEVEL_SIZES =
      List.of(
          new Size(500, 5000),
          new Size(500, 500),
          new Size(10_000, 500),
          new Size(2000, 100_000),
          new Size(20_000, 100_000));

  /** Sizes at which single baselines are tried. */
  static final List<Size> BASELINE_SIZES =
      List.of(new Size(500, 5000), new Size(5000, 5000), new Size(500, 500), new Size(10_000, 500));

  static final Scale FULL =
      new Scale(
          List.of(
              new Size(500, 1000),
              new Size(500, 5000),
              new Size(2000, 5000),
              new Size(5000, 5000),
              new Size(10_000, 500)),
          20,
          100_000,
          10_000,
          200,
          200,
          60,
          40,
          200,
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
              new Size(2000, 100_000)),
          100);

  static final Scale QUICK =
      new Scale(
          List.of(new Size(500, 5000), new Size(2000, 5000)),
          2,
          4000,
          400,
          20,
          50,
          5,
          3,
          5,
          List.of(new Size(500, 500), new Size(500, 5000)),
          20);

  /** Returns how many windows of this size are tried. */
  int windows(Size size) {
    return size.equals(LEVEL_SIZES.get(0)) ? deepWindows : windows;
  }
}
