package com.nextgen.ml.monitoring.baseline.sketch;

import com.nextgen.ml.monitoring.baseline.Distribution;
import com.nextgen.ml.monitoring.schema.Precision;

/**
 * Where an edge stands between values of the baseline: so that neither of the two values beside it
 * changes sides on its way through a float32. Values that are one as a float32 are not parted.
 */
record EdgePlaces(Distribution values, Precision precision) {

  /** Returns the upper edge of the value that {@code value} is as a float32, and of it alone. */
  double upper(double value) {
    return upperOf(precision, values.upTo(precision.float32End(value)));
  }

  /** Returns the edge below the value that {@code value} is as a float32. */
  double lower(double value) {
    return lowerOf(precision, values.over(before(value)));
  }

  /**
   * Returns an edge in the middle between the greatest value that is up to {@code value} as a
   * float32 and the next; infinite if there is none.
   */
  double middle(double value) {
    double end = precision.float32End(value);
    double next = values.over(end);
    return Double.isInfinite(next) ? next : between(precision, values.upTo(end), next);
  }

  /** Returns an edge that has its own place, unless a value there would change sides. */
  double near(double value) {
    double under = values.upTo(precision.float32End(value));
    boolean same = precision.float32(under) == precision.float32(value);
    return same ? upperOf(precision, under) : value;
  }

  /** The greatest number that is less as a float32. */
  private double before(double value) {
    double start = -precision.float32End(-value);
    return precision.below(start);
  }

  static double upperOf(Precision precision, double value) {
    return Math.max(value, precision.float32(value)) + 0.0;
  }

  static double lowerOf(Precision precision, double value) {
    return precision.below(Math.min(value, precision.float32(value))) + 0.0;
  }

  /** The middle of two values that differ as float32s, or the lower one if nothing is between. */
  static double between(Precision precision, double under, double over) {
    double middle = precision.round(under / 2 + over / 2);
    double most = lowerOf(precision, over);
    return Math.max(upperOf(precision, under), Math.min(most, middle)) + 0.0;
  }
}
