package com.nextgen.ml.monitoring.baseline;

import com.nextgen.ml.monitoring.counts.CategoricalCounts;
import com.nextgen.ml.monitoring.counts.ColumnCounts;
import com.nextgen.ml.monitoring.counts.NumericCounts;
import java.util.Collections;
import java.util.TreeMap;

/** What is known of a column of a baseline beside its counts. */
public sealed interface ColumnSummary permits NumericSummary, CategorySummary {

  /** Returns what the counts alone tell. */
  static ColumnSummary of(ColumnCounts counts) {
    if (counts instanceof NumericCounts numeric) {
      double deviation = numeric.count() == 0 ? 0 : numeric.standardDeviation();
      return new NumericSummary(
          deviation, Collections.unmodifiableSortedMap(new TreeMap<Double, Double>()));
    }
    CategoricalCounts names = (CategoricalCounts) counts;
    long distinct = names.bins().named().size() + (long) names.bins().rest().size();
    return new CategorySummary(distinct, true, 0, 0, 0);
  }
}
