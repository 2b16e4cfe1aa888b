package com.nextgen.ml.monitoring.baseline;

import com.nextgen.ml.monitoring.schema.Precision;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is known of a numeric column beside its counts.
 *
 * @param standardDeviation of the population; 0 if the column is constant or has no values
 * @param quantiles value by probability, at the precision of the column; empty if the column has no
 *     values
 */
public record NumericSummary(double standardDeviation, SortedMap<Double, Double> quantiles)
    implements ColumnSummary {
  private static final double[] SHOWN = {
    0.001, 0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999
  };

  public NumericSummary {
    quantiles = Collections.unmodifiableSortedMap(new TreeMap<>(quantiles));
    if (!(standardDeviation >= 0) || !Double.isFinite(standardDeviation)) {
      throw new IllegalArgumentException("standardDeviation must be a number of at least 0");
    }
    for (Map.Entry<Double, Double> quantile : quantiles.entrySet()) {
      if (!(quantile.getKey() >= 0 && quantile.getKey() <= 1)) {
        throw new IllegalArgumentException("quantiles are at probabilities from 0 to 1");
      }
    }
  }

  public static NumericSummary of(Distribution values, Precision precision) {
    TreeMap<Double, Double> quantiles = new TreeMap<>();
    if (values.count() > 0) {
      for (double p : SHOWN) {
        quantiles.put(p, precision.round(values.quantile(p)) + 0.0);
      }
    }
    return new NumericSummary(values.standardDeviation(), quantiles);
  }
}
