package com.nextgen.ml.benchmarks.trial.population;

/** Rows of a window against rows of a baseline. */
public record Size(int window, int reference) {
  public Size {
    if (window < 1 || reference < 1) {
      throw new IllegalArgumentException("a window and a baseline have rows");
    }
  }

  /** Returns the two in words. */
  public String title() {
    return "%,d of %,d".formatted(window, reference);
  }
}
