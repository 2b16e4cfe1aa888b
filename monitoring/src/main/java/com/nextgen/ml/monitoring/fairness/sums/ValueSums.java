package com.nextgen.ml.monitoring.fairness.sums;

/**
 * Predictions and errors of one group of a model that predicts numbers. An error is predicted less
 * true.
 *
 * @param rows with a prediction
 * @param predictions their sum
 * @param squaredPredictions the sum of their squares
 * @param labelled rows whose error is known
 * @param errors their sum
 * @param absoluteErrors the sum of their sizes
 * @param squaredErrors the sum of their squares
 * @param fourthErrors the sum of their fourth powers
 */
public record ValueSums(
    long rows,
    double predictions,
    double squaredPredictions,
    long labelled,
    double errors,
    double absoluteErrors,
    double squaredErrors,
    double fourthErrors)
    implements GroupSums {
  /** Of no row. */
  public static final ValueSums NONE = new ValueSums(0, 0, 0, 0, 0, 0, 0, 0);

  public ValueSums {
    if (rows < 0 || labelled < 0 || labelled > rows) {
      throw new IllegalArgumentException("labelled rows must be from 0 to all rows");
    }
    if (!Double.isFinite(predictions)
        || !Double.isFinite(squaredPredictions)
        || !Double.isFinite(errors)
        || !Double.isFinite(fourthErrors)) {
      throw new IllegalArgumentException("sums of a group must be numbers");
    }
  }

  /** Of one row whose truth is known. */
  public static ValueSums of(double predicted, double actual) {
    double error = predicted - actual;
    double square = error * error;
    return new ValueSums(
        1, predicted, predicted * predicted, 1, error, Math.abs(error), square, square * square);
  }

  @Override
  public ValueSums plus(GroupSums other) {
    return combined(other, 1);
  }

  @Override
  public ValueSums minus(GroupSums earlier) {
    return combined(earlier, -1);
  }

  @Override
  public ValueSums none() {
    return NONE;
  }

  private ValueSums combined(GroupSums other, int sign) {
    if (!(other instanceof ValueSums that)) {
      throw new IllegalArgumentException("sums of classes and of values do not add up");
    }
    return new ValueSums(
        rows + sign * that.rows,
        predictions + sign * that.predictions,
        squaredPredictions + sign * that.squaredPredictions,
        labelled + sign * that.labelled,
        errors + sign * that.errors,
        absoluteErrors + sign * that.absoluteErrors,
        squaredErrors + sign * that.squaredErrors,
        fourthErrors + sign * that.fourthErrors);
  }
}
