package com.nextgen.ml.monitoring.attribution.coalition;

import java.util.List;

/**
 * Shapley values of one row.
 *
 * @param base the mean output over the background
 * @param output that of the row; base and values add up to it
 * @param values by feature
 * @param standardErrors by feature: what sampling of subsets leaves open; 0 if none were left out
 * @param evaluations rows that the model was asked about
 */
public record CoalitionValues(
    double base,
    double output,
    List<Double> values,
    List<Double> standardErrors,
    long evaluations) {
  public CoalitionValues {
    values = List.copyOf(values);
    standardErrors = List.copyOf(standardErrors);
    if (values.size() != standardErrors.size()) {
      throw new IllegalArgumentException("each value has an error");
    }
  }
}
