package com.nextgen.ml.benchmarks.change;

import java.util.Random;

/** Rows whose relation to a class can be changed. */
interface ConceptStream {
  /** The stream's name in tables. */
  String name();

  /** How many values a row has. */
  int width();

  /** The next row; every value in [0, 1]. */
  double[] row(Random random);

  /**
   * The class of a row.
   *
   * @param changed 0 under the first concept, 1 under the second; between, on the way
   */
  boolean label(double[] row, double changed, Random random);
}
