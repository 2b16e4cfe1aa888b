package com.nextgen.ml.monitoring.detector;

/** Checks that the detectors' settings share. */
public final class Require {
  private Require() {}

  /** In (0, 1), both excluded. */
  static void openShare(String name, double value) {
    that(value > 0 && value < 1, name + " must be between 0 and 1, both excluded");
  }

  static void atLeast(String name, double value, double least) {
    that(value >= least && value <= 1e9, name + " must be from " + least + " to 1e9");
  }

  static void positive(String name, double value) {
    that(value > 0 && value <= 1e12, name + " must be more than 0 and at most 1e12");
  }

  public static void that(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
