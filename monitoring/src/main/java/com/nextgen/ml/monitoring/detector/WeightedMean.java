package com.nextgen.ml.monitoring.detector;

/** An exponentially weighted mean of losses, the sum of its squared weights, and a cut's bound. */
final class WeightedMean {
  private boolean known;
  private double mean;
  private double squares = 1;
  private double cut;

  void add(double value, HddmW.Settings settings) {
    double weight = settings.weight();
    boolean paper = settings.firstWeight() == HddmW.FirstWeight.ONE;
    if (known || !paper) {
      squares = weight * weight + (1 - weight) * (1 - weight) * squares;
    }
    mean = known ? weight * value + (1 - weight) * mean : value;
    known = true;
  }

  void become(WeightedMean other, double cut) {
    known = other.known;
    mean = other.mean;
    squares = other.squares;
    this.cut = cut;
  }

  void clear() {
    known = false;
    mean = 0;
    squares = 1;
    cut = 0;
  }

  /** Whether there was a value. */
  boolean known() {
    return known;
  }

  double mean() {
    return mean;
  }

  double squares() {
    return squares;
  }

  /** The bound that made this the cut. */
  double cut() {
    return cut;
  }

  void write(StateWriter writer) {
    writer.flag(known);
    writer.number(mean);
    writer.number(squares);
    writer.number(cut);
  }

  void read(StateReader reader) throws StateException {
    known = reader.flag();
    mean = reader.number(0, 1);
    squares = reader.number(0, 1);
    cut = reader.number(-1e3, 1e3);
  }
}
