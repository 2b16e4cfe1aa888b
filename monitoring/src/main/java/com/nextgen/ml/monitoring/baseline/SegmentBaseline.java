package com.nextgen.ml.monitoring.baseline;

import com.nextgen.ml.monitoring.counts.Counts;
import com.nextgen.ml.monitoring.counts.SegmentCounters;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The training rows' inputs apart for each value of one column.
 *
 * @param column the categorical or boolean feature
 * @param values the counts of the inputs by value, at most {@link SegmentCounters#MOST_VALUES} and
 *     the others together; values without rows are absent
 */
public record SegmentBaseline(String column, Map<String, Counts> values) {

  public SegmentBaseline {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    if (values.size() > SegmentCounters.MOST_VALUES + 1) {
      throw new IllegalArgumentException("segments: more values than are told apart");
    }
  }
}
