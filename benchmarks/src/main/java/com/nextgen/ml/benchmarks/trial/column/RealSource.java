package com.nextgen.ml.benchmarks.trial.column;

import com.nextgen.ml.benchmarks.trial.population.Rows;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A column of a data set. Its rows are dealt out at random, so that what was drift in the data set
 * is none here; a window is drawn from the rows that the training rows leave.
 *
 * @param values in the order of the file; missing ones as the product has them
 * @param other whose values stand here where two columns are swapped
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
record RealSource(String title, boolean isNumeric, double[] values, double[] other)
    implements Source {

  @Override
  public boolean holds(int reference, int window) {
    return reference + window <= values.length;
  }

  @Override
  public Split split(int reference, SplittableRandom random) {
    double[] dealt = values.clone();
    deal(dealt, 0, reference, random);
    Rows training = new Rows(Arrays.copyOf(dealt, reference));
    return new Split() {
      @Override
      public Rows training() {
        return training;
      }

      @Override
      public Rows window(int rows, SplittableRandom windows) {
        deal(dealt, reference, reference + rows, windows);
        return new Rows(Arrays.copyOfRange(dealt, reference, reference + rows));
      }
    };
  }

  /** Draws places {@code from} to {@code to} from all places from {@code from} on. */
  private static void deal(double[] values, int from, int to, SplittableRandom random) {
    for (int i = from; i < to; i++) {
      int at = random.nextInt(i, values.length);
      double value = values[at];
      values[at] = values[i];
      values[i] = value;
    }
  }

  @Override
  public double[] neighbour(int rows, SplittableRandom random) {
    return random
        .ints(rows, 0, other.length)
        .mapToDouble(i -> isNumeric ? other[i] : other[i] + NEIGHBOUR)
        .toArray();
  }
}
