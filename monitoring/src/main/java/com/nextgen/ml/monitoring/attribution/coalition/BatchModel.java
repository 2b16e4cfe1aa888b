package com.nextgen.ml.monitoring.attribution.coalition;

/** A model as a function of rows of numbers. What it throws passes through whoever calls it. */
@FunctionalInterface
public interface BatchModel {

  /** Returns one number a row. */
  double[] predict(double[][] rows);
}
