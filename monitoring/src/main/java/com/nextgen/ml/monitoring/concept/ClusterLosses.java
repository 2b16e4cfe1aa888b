package com.nextgen.ml.monitoring.concept;

import com.nextgen.ml.monitoring.detector.EDetector;
import com.nextgen.ml.monitoring.detector.StateException;
import com.nextgen.ml.monitoring.detector.StateReader;
import com.nextgen.ml.monitoring.detector.StateWriter;

/** The losses of a cluster that one e-detector watches, as sums. */
final class ClusterLosses {
  private static final double GREATEST = 1e9;

  final double[] logs;
  long rows;
  double sum;
  double squares;

  ClusterLosses(EDetector detector) {
    this.logs = new double[detector.bets()];
  }

  void add(EDetector detector, double value) {
    detector.accumulate(value, logs);
    rows++;
    sum += value;
    squares += value * value;
  }

  void write(StateWriter writer) {
    writer.whole(rows);
    writer.number(sum);
    writer.number(squares);
    for (double each : logs) {
      writer.number(each);
    }
  }

  void read(StateReader reader) throws StateException {
    rows = reader.count();
    sum = reader.number(0, GREATEST);
    squares = reader.number(0, GREATEST);
    for (int i = 0; i < logs.length; i++) {
      logs[i] = reader.number(-GREATEST, GREATEST);
    }
  }
}
