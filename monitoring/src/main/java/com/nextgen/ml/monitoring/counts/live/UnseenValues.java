package com.nextgen.ml.monitoring.counts.live;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Values of a categorical column that the baseline never had.
 *
 * @param counts rows by value, the most frequent first; at most 20 values of at most 64 characters
 * @param others rows with unseen values that are not among them
 */
public record UnseenValues(Map<String, Long> counts, long others) {
  public UnseenValues {
    counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
  }
}
