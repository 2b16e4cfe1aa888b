package com.nextgen.ml.benchmarks.trial.population;

import com.nextgen.ml.monitoring.schema.Missing;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The values of one column, in the order they came.
 *
 * @param values numbers or indexes of categories; {@link Missing#NUMBER} where there is none
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
public record Rows(double[] values) {

  /** Returns independent rows. */
  public static Rows draw(Population population, int rows, RandomGenerator random) {
    double[] values = new double[rows];
    double missing = population.missing();
    for (int i = 0; i < rows; i++) {
      values[i] =
          missing > 0 && random.nextDouble() < missing ? Missing.NUMBER : population.draw(random);
    }
    return new Rows(values);
  }

  /** The values that are there, in their order. */
  public double[] present() {
    int size = 0;
    double[] present = new double[values.length];
    for (double value : values) {
      if (!Double.isNaN(value)) {
        present[size++] = value;
      }
    }
    return Arrays.copyOf(present, size);
  }
}
