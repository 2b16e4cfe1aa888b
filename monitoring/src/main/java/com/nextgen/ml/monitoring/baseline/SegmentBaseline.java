package com.nextgen.ml.monitoring.baseline;

import com.nextgen.ml.monitoring.counts.CategoricalBins;
import com.nextgen.ml.monitoring.counts.Counts;
import com.nextgen.ml.monitoring.counts.live.SegmentCounters;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The baseline's rows apart for each value of one column.
 *
 * @param column a feature or group attribute
 * @param values the counts of inputs and outputs by value, at most {@link
 *     SegmentCounters#MAX_VALUES} and the others together; values without training rows are absent
 */
public record SegmentBaseline(String column, Map<String, Counts> values) {

  public SegmentBaseline {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    if (values.size() > SegmentCounters.MAX_VALUES + 1) {
      throw new IllegalArgumentException("segments: more values than are told apart");
    }
  }

  /** Returns the values that are distinguished. */
  public List<String> named() {
    return values.keySet().stream().filter(value -> !value.equals(CategoricalBins.OTHER)).toList();
  }
}
