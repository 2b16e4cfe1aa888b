package com.nextgen.ml.benchmarks.change;

import java.util.Random;

/**
 * A hyperplane in ten dimensions, Σ w x ≥ Σ w / 2, that rotates: the weights go from the first set
 * to the second; 5 % of the labels are turned over.
 *
 * <p>Hulten, Spencer, Domingos 2001, <em>Mining time-changing data streams</em>, KDD.
 */
final class Hyperplane implements ConceptStream {
  private static final double NOISE = 0.05;
  private static final int DIMENSIONS = 10;

  @Override
  public String name() {
    return "hyperplane";
  }

  @Override
  public int width() {
    return DIMENSIONS;
  }

  @Override
  public double[] row(Random random) {
    return random.doubles(DIMENSIONS).toArray();
  }

  @Override
  public boolean label(double[] row, double changed, Random random) {
    double sum = 0;
    for (int i = 0; i < DIMENSIONS; i++) {
      double before = (i + 1.0) / DIMENSIONS;
      double after = i < 4 ? 1 : before;
      sum += (before + changed * (after - before)) * (row[i] - 0.5);
    }
    boolean positive = sum >= 0;
    return random.nextDouble() < NOISE ? !positive : positive;
  }
}
