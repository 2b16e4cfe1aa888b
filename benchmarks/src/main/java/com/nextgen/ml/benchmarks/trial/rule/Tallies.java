package com.nextgen.ml.benchmarks.trial.rule;

/**
 * How often each value stands on two sides.
 *
 * @param reference counts, one for each value of either side
 * @param current counts of the same values
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
record Tallies(double[] reference, double[] current) {

  int size() {
    return reference.length;
  }
}
