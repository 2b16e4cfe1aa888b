package com.nextgen.ml.benchmarks.trial.dependent;

import com.nextgen.ml.benchmarks.trial.population.KeyedRows;
import com.nextgen.ml.benchmarks.trial.population.Rows;
import com.nextgen.ml.monitoring.baseline.capture.Blocking;
import com.nextgen.ml.monitoring.schema.policy.Window;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Standard normal values, each correlated with the one before: AR(1) in the order of the rows. A
 * window is an hour, the training rows 48 hours.
 *
 * @param correlation of two rows that follow each other
 */
record Autocorrelated(double correlation) implements DependentStream {
  private static final Window HOUR = Window.parse("1h");
  private static final int HOURS = 48;

  @Override
  public String title() {
    return "AR(1), ρ " + correlation;
  }

  @Override
  public Blocking blocking() {
    return new Blocking.Times("at", List.of(HOUR));
  }

  @Override
  public Window window() {
    return HOUR;
  }

  @Override
  public double deviation() {
    return 1;
  }

  @Override
  public KeyedRows training(int windowRows, SplittableRandom random) {
    int rows = HOURS * windowRows;
    long[] keys = new long[rows];
    for (int i = 0; i < rows; i++) {
      keys[i] = i * Duration.ofHours(1).toMillis() / windowRows;
    }
    return new KeyedRows(draw(rows, random), keys);
  }

  @Override
  public int chunk(int windowRows) {
    return windowRows;
  }

  @Override
  public Rows draw(int rows, SplittableRandom random) {
    double[] values = new double[rows];
    values[0] = random.nextGaussian();
    double own = Math.sqrt(1 - correlation * correlation);
    for (int i = 1; i < rows; i++) {
      values[i] = correlation * values[i - 1] + own * random.nextGaussian();
    }
    return new Rows(values);
  }
}
