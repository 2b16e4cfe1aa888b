package com.nextgen.ml.monitoring.fairness.gap;

import com.nextgen.ml.monitoring.figures.Estimate;
import com.nextgen.ml.monitoring.stats.Newcombe;
import com.nextgen.ml.monitoring.stats.StudentT;

/**
 * A mean. Its interval is the normal one, its limits are Student's, which hold as far as means of
 * so many rows are normal.
 *
 * @param sum of the values
 * @param squares the sum of their squares
 */
public record MeanSample(long size, double sum, double squares) implements Sample {

  public MeanSample {
    if (size < 0) {
      throw new IllegalArgumentException("rows must not be negative");
    }
  }

  @Override
  public double value() {
    return size == 0 ? Double.NaN : sum / size;
  }

  /** The square of the standard error; infinite of fewer than two rows. */
  double squaredError() {
    double mean = value();
    return size < 2
        ? Double.POSITIVE_INFINITY
        : Math.max(0, squares / size - mean * mean) / (size - 1);
  }

  @Override
  public Newcombe.Part shown() {
    double half = Estimate.Z * Math.sqrt(squaredError());
    return new Newcombe.Part(value(), value() - half, value() + half);
  }

  @Override
  public Interval limits(double tail, double designEffect) {
    double degrees = size / designEffect - 1;
    if (degrees <= 0) {
      return new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }
    double half =
        new StudentT(degrees).inverseTwoSided(2 * tail) * Math.sqrt(squaredError() * designEffect);
    return new Interval(value() - half, value() + half);
  }
}
