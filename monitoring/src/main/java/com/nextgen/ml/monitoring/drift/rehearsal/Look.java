package com.nextgen.ml.monitoring.drift.rehearsal;

import com.nextgen.ml.monitoring.counts.Counts;
import java.time.Instant;

/**
 * What was counted in one tumbling window.
 *
 * @param begin of the window
 * @param end of the window, after {@code begin}
 */
public record Look(Instant begin, Instant end, Counts counts) {

  public Look {
    if (!begin.isBefore(end)) {
      throw new IllegalArgumentException("a window ends after it begins");
    }
  }
}
