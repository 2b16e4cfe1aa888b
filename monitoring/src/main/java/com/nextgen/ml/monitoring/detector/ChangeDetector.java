package com.nextgen.ml.monitoring.detector;

import java.util.Optional;

/**
 * Watches a stream of losses, one value at a time and in order, for a change. What it accepts is
 * its type: {@link BinaryDetector} or {@link RealDetector}. Memory is bounded whatever the stream's
 * length, the same values give the same signals, and the state can be saved and restored at any
 * point by {@link DetectorCodec}. After {@link Signal#DRIFT} the next value begins a new stream.
 *
 * <p>Not safe for use by several threads at once.
 */
public abstract sealed class ChangeDetector permits BinaryDetector, RealDetector {
  private final String name;
  private Signal signal = Signal.STABLE;

  ChangeDetector(String name) {
    this.name = name;
  }

  /** Returns the detector's name in reports and metrics, as {@code page-hinkley}. */
  public final String name() {
    return name;
  }

  /** Returns what was said after the last value; {@link Signal#STABLE} before the first. */
  public final Signal signal() {
    return signal;
  }

  /** Returns what was compared last; empty while there is nothing to compare. */
  public abstract Optional<Evidence> evidence();

  /** Forgets all values. */
  public abstract void clear();

  /** Prepares for a new stream; a detector may keep what came after the change. */
  void afterDrift() {
    clear();
  }

  /** Writes what the detector was made with. */
  abstract void writeSettings(StateWriter writer);

  /** Writes what the values changed, the signal excepted. */
  abstract void writeState(StateWriter writer);

  /** Reads what {@link #writeState} wrote, and refuses what no stream can lead to. */
  abstract void readState(StateReader reader) throws StateException;

  final void begin() {
    if (signal == Signal.DRIFT) {
      signal = Signal.STABLE;
      afterDrift();
    }
  }

  public final Signal say(Signal next) {
    signal = next;
    return next;
  }
}
