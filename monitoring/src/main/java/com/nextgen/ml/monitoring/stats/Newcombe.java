package com.nextgen.ml.monitoring.stats;

/**
 * An interval for the difference of two independent figures from an interval of each: "square and
 * add" (Newcombe, Statistics in Medicine 17, 1998, method 10, of Wilson's intervals; Zou and
 * Donner's MOVER, 27, 2008, of any). Approximate: for display.
 */
public record Newcombe(double low, double high) {

  /** A figure with its interval. */
  public record Part(double value, double low, double high) {
    public Part {
      if (!(low <= value && value <= high)) {
        throw new IllegalArgumentException("a figure must be inside its interval");
      }
    }

    /** Of a proportion, with Wilson's interval. */
    public static Part ofProportion(double successes, double n, double z) {
      Wilson wilson = Wilson.of(successes, n, z);
      double value = successes / n;
      return new Part(value, Math.min(value, wilson.low()), Math.max(value, wilson.high()));
    }
  }

  /** Returns the interval of {@code first} less {@code second}. */
  public static Newcombe of(Part first, Part second) {
    double difference = first.value - second.value;
    return new Newcombe(
        difference - Math.hypot(first.value - first.low, second.high - second.value),
        difference + Math.hypot(first.high - first.value, second.value - second.low));
  }
}
