package com.nextgen.ml.benchmarks.trial.power;

import java.util.Arrays;

/**
 * The share of drifting windows with more evidence than all but a given share of the windows
 * without drift have; windows that tie with the limit count as a part, so that the false-alarm rate
 * is the given one exactly.
 */
final class Power {
  private Power() {}

  /**
   * @param none evidence without drift, increasing
   * @param drift evidence with drift, increasing
   * @param level the false-alarm rate
   */
  static double at(double[] none, double[] drift, double level) {
    double allowed = level * none.length;
    int rank = none.length - (int) Math.floor(allowed) - 1;
    double limit = none[Math.max(0, rank)];
    double part = (allowed - over(none, limit)) / Math.max(1, ties(none, limit));
    return (over(drift, limit) + Math.min(1, part) * ties(drift, limit)) / drift.length;
  }

  private static double over(double[] sorted, double limit) {
    return Arrays.stream(sorted).filter(x -> x > limit).count();
  }

  private static double ties(double[] sorted, double limit) {
    return Arrays.stream(sorted).filter(x -> x == limit).count();
  }
}
