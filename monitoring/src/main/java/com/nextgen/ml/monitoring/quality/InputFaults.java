package com.nextgen.ml.monitoring.quality;

import com.nextgen.ml.monitoring.counts.live.UnseenValues;
import java.util.Map;

/**
 * Faults of requests that one instance counted since the version was loaded. They are shown; those
 * of a window are judged from its counts.
 *
 * @param batchRows rows that came together with others
 * @param duplicateRows those of them that equal an earlier row of the same request
 * @param typeErrors by feature, the requests refused because it had a value of a wrong type
 * @param unseen by feature, the values the baseline never had; empty unless they may be shown
 */
public record InputFaults(
    long batchRows,
    long duplicateRows,
    Map<String, Long> typeErrors,
    Map<String, UnseenValues> unseen) {
  /** None. */
  public static final InputFaults NONE = new InputFaults(0, 0, Map.of(), Map.of());

  public InputFaults {
    typeErrors = Map.copyOf(typeErrors);
    unseen = Map.copyOf(unseen);
  }
}
