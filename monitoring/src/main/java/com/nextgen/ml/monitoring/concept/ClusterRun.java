package com.nextgen.ml.monitoring.concept;

import com.nextgen.ml.monitoring.detector.EDetector;
import com.nextgen.ml.monitoring.detector.StateException;
import com.nextgen.ml.monitoring.detector.StateReader;
import com.nextgen.ml.monitoring.detector.StateWriter;
import java.time.Instant;

/** An e-detector of clusters of losses. */
final class ClusterRun extends DetectorRun {
  private final EDetector evidence;
  private final boolean squared;
  private final IntraclassCorrelation correlation = new IntraclassCorrelation();

  /** Rows of the cluster before: what the sums begin anew with is known before the losses are. */
  private long before = 1;

  /**
   * @param squared whether the squared losses are watched, else the errors
   */
  ClusterRun(EDetector detector, boolean squared) {
    super(detector);
    this.evidence = detector;
    this.squared = squared;
  }

  EDetector eDetector() {
    return evidence;
  }

  /**
   * Adds a row's loss to those of its cluster. One that the detector does not watch is left out.
   */
  void add(Loss loss, ClusterLosses cluster) {
    if (!squared) {
      cluster.add(evidence, loss.error() ? 1 : 0);
    } else if (loss.squared().isPresent()) {
      cluster.add(evidence, loss.squared().getAsDouble());
    }
  }

  /** Whether a cluster that closed raised an alarm. */
  boolean close(ClusterLosses cluster, Instant at) {
    if (cluster.rows == 0) {
      return false;
    }
    double effect = correlation.designEffect(cluster.rows);
    boolean alarm = count(evidence.add(cluster.logs, effect, (double) before), cluster.rows, at);
    correlation.add(cluster.rows, cluster.sum, cluster.squares);
    before = cluster.rows;
    return alarm;
  }

  @Override
  void writeMore(StateWriter writer) {
    writer.whole(before);
    correlation.write(writer);
  }

  @Override
  void readMore(StateReader reader) throws StateException {
    before = Math.max(1, reader.count(OpenClusters.MAX_AGE + 1));
    correlation.read(reader);
  }

  @Override
  void clear() {
    super.clear();
    before = 1;
    correlation.clear();
  }
}
