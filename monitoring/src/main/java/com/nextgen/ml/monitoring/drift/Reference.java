package com.nextgen.ml.monitoring.drift;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.counts.Counts;

/**
 * What a window is held against.
 *
 * @param rows it was counted from
 * @param sha256 of the model file; empty if there is none
 * @param inSample whether its outputs come from rows the model was fitted on, so that they are
 *     shown but not judged
 */
public record Reference(Counts counts, long rows, String sha256, boolean inSample) {

  /** A training baseline. */
  public static Reference of(Baseline baseline) {
    return new Reference(
        baseline.counts(), baseline.rows(), baseline.sha256(), baseline.inSample());
  }

  /** Counts of live rows, such as the window before. */
  public static Reference of(Counts counts) {
    return new Reference(counts, counts.rows(), "", false);
  }
}
