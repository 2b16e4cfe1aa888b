package com.nextgen.ml.benchmarks.trial.dependent;

import com.nextgen.ml.benchmarks.trial.population.KeyedRows;
import com.nextgen.ml.benchmarks.trial.population.Rows;
import com.nextgen.ml.monitoring.baseline.capture.Blocking;
import com.nextgen.ml.monitoring.schema.policy.Window;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A stream without drift whose rows depend on each other. */
public sealed interface DependentStream permits Clustered, Autocorrelated, Seasonal {
  /** Those that are tried. */
  List<DependentStream> ALL =
      List.of(
          new Clustered(0.05),
          new Clustered(0.2),
          new Autocorrelated(0.5),
          new Autocorrelated(0.9),
          new Seasonal(Window.parse("1h"), 21),
          new Seasonal(Window.parse("1d"), 28));

  String title();

  /** Returns what the baseline is told of the rows. */
  Blocking blocking();

  /** Returns the length of the windows; null if they are no stretch of time. */
  @Nullable Window window();

  /** Of all rows together. */
  double deviation();

  /** Returns the training rows where windows have this many. */
  KeyedRows training(int windowRows, SplittableRandom random);

  /** Returns how many consecutive training rows are as long as such a window. */
  int chunk(int windowRows);

  /** Returns one window, far from the training rows and all others. */
  Rows draw(int windowRows, SplittableRandom random);
}
