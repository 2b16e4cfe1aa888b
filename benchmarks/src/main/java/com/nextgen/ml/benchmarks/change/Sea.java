package com.nextgen.ml.benchmarks.change;

import java.util.Random;

/**
 * SEA concepts: three values in [0, 10], positive where the first two add up to at most θ; 10 % of
 * the labels are turned over. θ goes from 7 to 9.5. On the way a row is of the second concept with
 * the probability of how far it is.
 *
 * <p>Street, Kim 2001, <em>A streaming ensemble algorithm (SEA) for large-scale
 * classification</em>, KDD.
 */
final class Sea implements ConceptStream {
  private static final double NOISE = 0.1;

  @Override
  public String name() {
    return "SEA";
  }

  @Override
  public int width() {
    return 3;
  }

  @Override
  public double[] row(Random random) {
    return new double[] {random.nextDouble(), random.nextDouble(), random.nextDouble()};
  }

  @Override
  public boolean label(double[] row, double changed, Random random) {
    double theta = random.nextDouble() < changed ? 9.5 : 7;
    boolean positive = 10 * (row[0] + row[1]) <= theta;
    return random.nextDouble() < NOISE ? !positive : positive;
  }
}
