package com.nextgen.ml.monitoring.baseline;

/**
 * How much a feature moves the model's output, in units of it: the root of the mean square of its
 * Shapley values, less what sampling adds.
 *
 * @param importance at least 0
 */
public record FeatureImportance(String feature, double importance) {
  public FeatureImportance {
    if (!(importance >= 0) || !Double.isFinite(importance)) {
      throw new IllegalArgumentException(
          "importance of '" + feature + "' must be a number of at least 0");
    }
  }
}
