package com.nextgen.ml.benchmarks.trial.dependent;

import com.nextgen.ml.benchmarks.trial.population.KeyedRows;
import com.nextgen.ml.benchmarks.trial.population.Rows;
import com.nextgen.ml.monitoring.baseline.capture.Blocking;
import com.nextgen.ml.monitoring.schema.policy.Window;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Standard normal values of clusters of 20 rows, each with a part of its own.
 *
 * @param correlation between two rows of a cluster
 */
record Clustered(double correlation) implements DependentStream {
  private static final int TRAINING = 20_000;
  private static final int EACH = 20;

  @Override
  public String title() {
    return "clusters of 20, correlation " + correlation;
  }

  @Override
  public Blocking blocking() {
    return new Blocking.Clusters("user");
  }

  @Override
  public @Nullable Window window() {
    return null;
  }

  @Override
  public double deviation() {
    return 1;
  }

  @Override
  public KeyedRows training(int windowRows, SplittableRandom random) {
    long[] keys = new long[TRAINING];
    for (int i = 0; i < TRAINING; i++) {
      keys[i] = Blocking.Clusters.key("user-" + i / EACH);
    }
    return new KeyedRows(draw(TRAINING, random), keys);
  }

  @Override
  public int chunk(int windowRows) {
    return windowRows;
  }

  @Override
  public Rows draw(int rows, SplittableRandom random) {
    double[] values = new double[rows];
    double shared = 0;
    for (int i = 0; i < rows; i++) {
      if (i % EACH == 0) {
        shared = Math.sqrt(correlation) * random.nextGaussian();
      }
      values[i] = shared + Math.sqrt(1 - correlation) * random.nextGaussian();
    }
    return new Rows(values);
  }
}
