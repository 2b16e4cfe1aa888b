package com.nextgen.ml.monitoring.baseline;

import com.nextgen.ml.monitoring.counts.NumericBins;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.Task;
import org.jspecify.annotations.Nullable;

/** Sums over labelled rows that performance follows from. */
interface PerformanceTally {

  /**
   * A tally for a task.
   *
   * @param bins of the score or the value; null if the model gives none
   */
  static PerformanceTally of(ModelSchema schema, @Nullable NumericBins bins) {
    return schema.task() == Task.REGRESSION
        ? new RegressionTally(bins)
        : new ClassificationTally(schema, bins);
  }

  void add(PredictionBlock predictions, LabelBlock labels);

  /** Null if no row was labelled. */
  @Nullable PerformanceFigures figures();
}
