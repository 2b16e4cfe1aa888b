package com.nextgen.ml.monitoring.change;

import java.util.Locale;

/** What a detector says after a value. */
public enum Signal {
  /** Nothing to report. */
  STABLE,
  /** A change may have begun; only detectors that have a level for it say so. */
  WARNING,
  /** A change is found. The detector begins anew with the next value. */
  DRIFT;

  /** As reports spell it: {@code stable}, {@code warning}, {@code drift}. */
  public String spelling() {
    return name().toLowerCase(Locale.ROOT);
  }
}
