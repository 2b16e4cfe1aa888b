package com.nextgen.ml.monitoring.baseline;

import java.util.List;

/** What is known of a column's finite values, rounded to its precision, after one pass. */
public interface Distribution {

  /** Returns how many values there were. */
  long count();

  /** Returns the least value; only if there were any. */
  double least();

  /** Returns the greatest value; only if there were any. */
  double greatest();

  /** Returns the mean; 0 if there were no values. */
  double mean();

  /** Returns the population standard deviation; 0 if there were no values. */
  double standardDeviation();

  /** Returns the type-7 quantile, exact or estimated, between least and greatest. */
  double quantile(double p);

  /** Returns how many values are at most {@code value}, exact or estimated. */
  double countUpTo(double value);

  /** Returns the greatest value that is at most {@code value}; itself where that is not known. */
  double upTo(double value);

  /**
   * Returns the least value that is over {@code value}, the next double where that is not known;
   * infinite if there is none.
   */
  double over(double value);

  /** Returns whether every value is known, so that no figure is an estimate. */
  boolean isExact();

  /** Values that occur more than {@code count} times, at least twice, the most frequent first. */
  List<Double> moreFrequentThan(double count);
}
