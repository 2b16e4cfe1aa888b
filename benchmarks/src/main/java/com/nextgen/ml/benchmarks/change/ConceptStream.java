package com.nextgen.ml.benchmarks.change;

import java.util.Random;

/** Rows whose relation to a class can be changed. */
interface ConceptStream {
  /** Returns the stream's name in tables. */
  String name();

  /** Returns how many values a row has. */
  int width();

  /** Returns the next row; every value in [0, 1]. */
  double[] row(Random random);

  /**
   * Returns the class of a row.
   *
   * @param changed 0 under the first concept, 1 under the second; between, on the way
   */
  boolean label(double[] row, double changed, Random random);
}
