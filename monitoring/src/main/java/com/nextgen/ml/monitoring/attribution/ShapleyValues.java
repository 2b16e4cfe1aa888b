package com.nextgen.ml.monitoring.attribution;

import java.util.List;

/**
 * How much each feature moved the model's output of each row away from its mean over the
 * background, and how far sampling may be off.
 *
 * @param values by row, then by feature in schema order
 * @param squaredErrors the variance of each value's estimate
 */
public record ShapleyValues(List<List<Double>> values, List<List<Double>> squaredErrors) {
  public ShapleyValues {
    values = values.stream().map(List::copyOf).toList();
    squaredErrors = squaredErrors.stream().map(List::copyOf).toList();
    if (values.size() != squaredErrors.size()) {
      throw new IllegalArgumentException("values and errors are not of the same rows");
    }
  }

  /**
   * Returns the importance of a feature over all rows: √max(0, mean(φ̂² − se²)). The square of an
   * estimate is too large by its variance, which is taken off, so that a feature without effect has
   * none.
   *
   * @return 0 if there are no rows
   */
  public double importance(int feature) {
    double sum = 0;
    for (int row = 0; row < values.size(); row++) {
      double value = values.get(row).get(feature);
      sum += value * value - squaredErrors.get(row).get(feature);
    }
    return values.isEmpty() ? 0 : Math.sqrt(Math.max(0, sum / values.size()));
  }
}
