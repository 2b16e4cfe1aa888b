package com.nextgen.ml.monitoring.counts;

/** How the values of one column are sorted into cells. Frozen when a baseline is made. */
public sealed interface ColumnBins permits NumericBins, CategoricalBins {

  /** Counts of nothing. */
  ColumnCounts empty();
}
