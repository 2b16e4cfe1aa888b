package com.nextgen.ml.service.cli.demo;

import java.util.Arrays;

/** Figures as bars of characters. */
final class Picture {
  private static final String EIGHTHS = " ▏▎▍▌▋▊▉█";
  private static final String LEVELS = "▁▂▃▄▅▆▇█";
  private static final int MAX_BINS = 24;

  private Picture() {}

  /**
   * Returns a bar from left to right.
   *
   * @param share of the full width; what is beyond 1 is full
   * @param width in characters, which the text has
   */
  static String bar(double share, int width) {
    long eighths = Math.round(Math.max(0, Math.min(1, share)) * width * 8);
    int full = (int) (eighths / 8);
    int rest = (int) (eighths % 8);
    String bar = "█".repeat(full) + (rest == 0 ? "" : EIGHTHS.charAt(rest));
    return bar + " ".repeat(width - bar.length());
  }

  /**
   * Returns a distribution as one character a bin; neighbours are put together where there are many
   * bins.
   *
   * @param shares of the bins
   * @param full the share that is as high as can be
   */
  static String profile(double[] shares, double full) {
    StringBuilder profile = new StringBuilder();
    for (double share : together(shares)) {
      profile.append(
          share <= 0 || full <= 0
              ? '·'
              : LEVELS.charAt((int) Math.min(7, Math.floor(share / full * 8))));
    }
    return profile.toString();
  }

  /** Returns the shares of at most as many bins as are drawn. */
  static double[] together(double[] shares) {
    int step = (shares.length + MAX_BINS - 1) / MAX_BINS;
    if (step < 2) {
      return shares;
    }
    double[] wide = new double[(shares.length + step - 1) / step];
    for (int i = 0; i < shares.length; i++) {
      wide[i / step] += shares[i];
    }
    return wide;
  }

  /** Returns the highest of what {@link #profile} draws. */
  static double highest(double[] shares) {
    return Arrays.stream(together(shares)).max().orElse(0);
  }
}
