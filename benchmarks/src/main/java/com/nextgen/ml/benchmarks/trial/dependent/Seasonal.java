package com.nextgen.ml.benchmarks.trial.dependent;

import com.nextgen.ml.benchmarks.trial.population.KeyedRows;
import com.nextgen.ml.benchmarks.trial.population.Rows;
import com.nextgen.ml.monitoring.baseline.capture.Blocking;
import com.nextgen.ml.monitoring.schema.policy.Window;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Independent normal values around a mean that goes up and down within a day by one standard
 * deviation, as a sine. Windows begin at any hour. Training rows are sampled evenly where they
 * would be more than 500 a window.
 *
 * @param days of training
 */
public record Seasonal(Window window, int days) implements DependentStream {
  private static final double HEIGHT = 1;
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final int MAX_CHUNK = 500;

  @Override
  public String title() {
    return "daily season, windows of " + window.name();
  }

  @Override
  public Blocking blocking() {
    return new Blocking.Times("at", List.of(window));
  }

  @Override
  public double deviation() {
    return Math.sqrt(1 + HEIGHT * HEIGHT / 2);
  }

  @Override
  public KeyedRows training(int windowRows, SplittableRandom random) {
    long length = window.length().toMillis();
    int rows = (int) (days * DAY / length * chunk(windowRows));
    long[] keys = new long[rows];
    for (int i = 0; i < rows; i++) {
      keys[i] = i * length / chunk(windowRows);
    }
    return new KeyedRows(draw(keys, random), keys);
  }

  @Override
  public int chunk(int windowRows) {
    return Math.min(MAX_CHUNK, windowRows);
  }

  @Override
  public Rows draw(int windowRows, SplittableRandom random) {
    long begin = random.nextInt(24) * HOUR;
    long[] times = new long[windowRows];
    for (int i = 0; i < windowRows; i++) {
      times[i] = begin + i * window.length().toMillis() / windowRows;
    }
    return draw(times, random);
  }

  private static Rows draw(long[] times, SplittableRandom random) {
    double[] values = new double[times.length];
    for (int i = 0; i < values.length; i++) {
      double season = HEIGHT * Math.sin(2 * Math.PI * (times[i] % DAY) / DAY);
      values[i] = season + random.nextGaussian();
    }
    return new Rows(values);
  }
}
