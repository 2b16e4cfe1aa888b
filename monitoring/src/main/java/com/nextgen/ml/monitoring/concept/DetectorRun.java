package com.nextgen.ml.monitoring.concept;

import com.nextgen.ml.monitoring.detector.ChangeDetector;
import com.nextgen.ml.monitoring.detector.DetectorCodec;
import com.nextgen.ml.monitoring.detector.Signal;
import com.nextgen.ml.monitoring.detector.StateException;
import com.nextgen.ml.monitoring.detector.StateReader;
import com.nextgen.ml.monitoring.detector.StateWriter;
import java.time.Instant;
import java.util.Optional;

/** A detector, and what it said so far. */
abstract sealed class DetectorRun permits ClusterRun, RowRun {
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

  /** Counts rows that the detector has taken, and whether it alarmed. */
  final boolean count(Signal signal, long rows, Instant at) {
    labels += rows;
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
    writeMore(writer);
  }

  /** Writes what there is beside the detector's own state. */
  void writeMore(StateWriter writer) {}

  /** Reads what {@link #writeMore} wrote. */
  void readMore(StateReader reader) throws StateException {}

  /**
   * Reads what was written.
   *
   * @param version of the state: the first had nothing beside the detectors' own
   */
  void read(StateReader reader, long version) throws StateException {
    labels = reader.count();
    alarms = reader.count(labels);
    labelsAtAlarm = reader.count(labels);
    lastAlarm = reader.count(LATEST);
    DetectorCodec.restore(detector, reader.block((int) Math.min(MAX_STATE, reader.fixed(4))));
    if (version > 1) {
      readMore(reader);
    }
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
