package com.nextgen.ml.monitoring.detector;

/** A detector of losses that are numbers; 0 and 1 for errors that are there or not. */
public abstract non-sealed class RealDetector extends ChangeDetector {
  private final double least;
  private final double greatest;

  /** Accepts values in [{@code least}, {@code greatest}], both included. */
  RealDetector(String name, double least, double greatest) {
    super(name);
    this.least = least;
    this.greatest = greatest;
  }

  /** A detector without a bound of its own: squares of the values must stay exact enough. */
  RealDetector(String name) {
    this(name, -1e9, 1e9);
  }

  /**
   * Takes the next value.
   *
   * @throws IllegalArgumentException if the value is no number or outside of what the detector is
   *     made for; the detector is as before
   */
  public final Signal add(double value) {
    if (!(value >= least && value <= greatest)) {
      throw new IllegalArgumentException(
          name() + " takes values from " + least + " to " + greatest + ", not " + value);
    }
    begin();
    return say(next(value));
  }

  abstract Signal next(double value);
}
