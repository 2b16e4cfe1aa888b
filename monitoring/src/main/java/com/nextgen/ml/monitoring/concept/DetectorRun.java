package com.nextgen.ml.monitoring.concept;

import com.nextgen.ml.monitoring.detector.BinaryDetector;
import com.nextgen.ml.monitoring.detector.ChangeDetector;
import com.nextgen.ml.monitoring.detector.DetectorCodec;
import com.nextgen.ml.monitoring.detector.RealDetector;
import com.nextgen.ml.monitoring.detector.Signal;
import com.nextgen.ml.monitoring.detector.StateException;
import com.nextgen.ml.monitoring.detector.StateReader;
import com.nextgen.ml.monitoring.detector.StateWriter;
import java.time.Instant;
import java.util.Optional;

/** A detector, and what it said so far. */
final class DetectorRun {
  private static final int MAX_STATE = 1 << 20;
  private static final long LATEST = 253_402_300_799_999L; // the end of 9999

  final ChangeDetector detector;
  private long labels;
  private long alarms;
  private long labelsAtAlarm;
  private long lastAlarm;

  DetectorRun(ChangeDetector detector) {
    this.detector = detector;
  }

  /** Whether the loss raised an alarm. A loss that the detector does not watch is passed over. */
  boolean add(Loss loss, Instant at) {
    boolean squared = detector.name().equals(ConceptDetectors.SQUARED);
    if (squared && loss.squared().isEmpty()) {
      return false;
    }
    double value = squared ? loss.squared().getAsDouble() : loss.error() ? 1 : 0;
    Signal signal =
        detector instanceof BinaryDetector bits
            ? bits.add(loss.error())
            : ((RealDetector) detector).add(value);
    labels++;
    if (signal == Signal.DRIFT) {
      alarms++;
      labelsAtAlarm = labels;
      lastAlarm = Math.max(0, Math.min(LATEST, at.toEpochMilli()));
    }
    return signal == Signal.DRIFT;
  }

  boolean drifted() {
    return alarms > 0 && labels - labelsAtAlarm < ConceptDetectors.HOLD;
  }

  DetectorStatus status() {
    return new DetectorStatus(
        detector.name(),
        drifted(),
        detector.signal(),
        detector.evidence(),
        labels,
        alarms,
        alarms > 0 ? Optional.of(Instant.ofEpochMilli(lastAlarm)) : Optional.empty());
  }

  void write(StateWriter writer) {
    writer.whole(labels);
    writer.whole(alarms);
    writer.whole(labelsAtAlarm);
    writer.whole(lastAlarm);
    byte[] state = DetectorCodec.encode(detector);
    writer.fixed(state.length, 4);
    writer.block(state);
  }

  void read(StateReader reader) throws StateException {
    labels = reader.count();
    alarms = reader.count(labels);
    labelsAtAlarm = reader.count(labels);
    lastAlarm = reader.count(LATEST);
    DetectorCodec.restore(detector, reader.block((int) Math.min(MAX_STATE, reader.fixed(4))));
  }

  void clear() {
    labels = 0;
    alarms = 0;
    labelsAtAlarm = 0;
    lastAlarm = 0;
    detector.clear();
    detector.say(Signal.STABLE);
  }
}
