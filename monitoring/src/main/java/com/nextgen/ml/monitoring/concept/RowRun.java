package com.nextgen.ml.monitoring.concept;

import com.nextgen.ml.monitoring.detector.BinaryDetector;
import com.nextgen.ml.monitoring.detector.ChangeDetector;
import com.nextgen.ml.monitoring.detector.RealDetector;
import com.nextgen.ml.monitoring.detector.Signal;
import java.time.Instant;

/** A detector that takes every error as one of its own. */
final class RowRun extends DetectorRun {
  RowRun(ChangeDetector detector) {
    super(detector);
  }

  /** Whether the loss raised an alarm. */
  boolean add(Loss loss, Instant at) {
    Signal signal =
        detector instanceof BinaryDetector bits
            ? bits.add(loss.error())
            : ((RealDetector) detector).add(loss.error() ? 1 : 0);
    return count(signal, 1, at);
  }
}
