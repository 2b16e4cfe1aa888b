package com.nextgen.ml.monitoring.baseline;

import com.nextgen.ml.monitoring.counts.Counts;
import com.nextgen.ml.monitoring.counts.Layout;
import java.time.Instant;

/**
 * The training baseline of a model version.
 *
 * @param model the model's name
 * @param sha256 of the model file, lower-case hexadecimal; empty if it is served elsewhere
 * @param rows training rows that the inputs were counted from
 * @param capturedAt when it was made
 * @param inSample whether what the model says was counted from rows the model was fitted on
 * @param counts inputs from the training rows; score and class from validation rows, or from
 *     training rows if {@code inSample}
 */
public record Baseline(
    String model, String sha256, long rows, Instant capturedAt, boolean inSample, Counts counts) {

  /** The columns that live counters of this version count. */
  public Layout layout() {
    return counts.layout();
  }
}
