package com.nextgen.ml.monitoring.detector;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a detector says after a value. */
public enum Signal {
  /** Nothing to report. */
  STABLE(0),
  /** A change may have begun; only detectors that have a level for it say so. */
  WARNING(1),
  /** A change is found. The detector begins anew with the next value. */
  DRIFT(2);

  /** As a saved state has it. */
  final int code;

  Signal(int code) {
    this.code = code;
  }

  static Optional<Signal> of(long code) {
    return Arrays.stream(values()).filter(signal -> signal.code == code).findFirst();
  }

  /** As reports spell it: {@code stable}, {@code warning}, {@code drift}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
