package com.nextgen.ml.monitoring.detector;

/** A mean of all values so far, updated by Welford's recurrence. */
final class RunningMean {
  private long count;
  private double mean;

  void add(double value) {
    count++;
    mean += 1.0 / count * (value - mean);
  }

  void clear() {
    count = 0;
    mean = 0;
  }

  void become(RunningMean other) {
    count = other.count;
    mean = other.mean;
  }

  long count() {
    return count;
  }

  double mean() {
    return mean;
  }

  void write(StateWriter writer) {
    writer.whole(count);
    writer.number(mean);
  }

  void read(StateReader reader, double least, double greatest) throws StateException {
    count = reader.count();
    mean = reader.number(least, greatest);
  }
}
