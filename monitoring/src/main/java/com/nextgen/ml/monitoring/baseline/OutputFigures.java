package com.nextgen.ml.monitoring.baseline;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a baseline says of a model's output beside the counts of its columns.
 *
 * @param rows that the model was run on, labelled or not
 * @param performance null if no row was labelled
 * @param groups one for each declared attribute or crossing that rows had values of
 * @param importance of each feature, in schema order; empty if it was not computed
 */
public record OutputFigures(
    long rows,
    @Nullable PerformanceFigures performance,
    List<GroupFigures> groups,
    List<FeatureImportance> importance) {

  /** Nothing is known. */
  public static final OutputFigures NONE = new OutputFigures(0, null, List.of(), List.of());

  public OutputFigures {
    groups = List.copyOf(groups);
    importance = List.copyOf(importance);
    if (rows < 0) {
      throw new IllegalArgumentException("rows must not be negative");
    }
  }
}
