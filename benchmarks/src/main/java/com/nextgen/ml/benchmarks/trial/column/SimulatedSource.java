package com.nextgen.ml.benchmarks.trial.column;

import com.nextgen.ml.benchmarks.trial.population.Rows;
import com.nextgen.ml.benchmarks.trial.population.Shape;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A simulated population.
 *
 * @param other whose values stand here where two columns are swapped
 */
record SimulatedSource(Shape shape, Shape other) implements Source {

  @Override
  public String title() {
    return shape.title();
  }

  @Override
  public boolean isNumeric() {
    return shape.isNumeric();
  }

  @Override
  public boolean holds(int reference, int window) {
    return true;
  }

  @Override
  public Split split(int reference, SplittableRandom random) {
    Rows training = Rows.draw(shape.population(), reference, random);
    return new Split() {
      @Override
      public Rows training() {
        return training;
      }

      @Override
      public Rows window(int rows, SplittableRandom windows) {
        return Rows.draw(shape.population(), rows, windows);
      }
    };
  }

  @Override
  public double[] neighbour(int rows, SplittableRandom random) {
    double[] values = Rows.draw(other.population(), rows, random).values();
    return isNumeric() ? values : Arrays.stream(values).map(x -> x + NEIGHBOUR).toArray();
  }
}
