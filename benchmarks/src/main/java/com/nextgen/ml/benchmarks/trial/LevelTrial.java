package com.nextgen.ml.benchmarks.trial;

import com.nextgen.ml.benchmarks.trial.Scale.Size;
import com.nextgen.ml.monitoring.drift.ColumnReport;
import com.nextgen.ml.monitoring.drift.DriftCriteria;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * False alarms of the declared p-value on independent rows, down to the level of a five-minute
 * window. Windows are drawn as counts, which is exact for independent rows; {@link
 * #WINDOWS_A_BASELINE} share a baseline, and the standard errors allow for it.
 */
final class LevelTrial {
  static final int WINDOWS_A_BASELINE = 20;
  private static final DriftCriteria POLICY = Policies.significance(0.05);

  private final long seed;

  LevelTrial(long seed) {
    this.seed = seed;
  }

  /** One shape at one size. */
  LevelCase run(Shape shape, Size size, int windows) {
    LevelCase found = new LevelCase(shape.title(), size);
    IntStream.range(0, Math.max(1, windows / WINDOWS_A_BASELINE))
        .parallel()
        .forEach(repetition -> found.add(repeat(shape, size, repetition)));
    return found;
  }

  @SuppressWarnings("EnumOrdinal") // only a place in the sequence of seeds
  private List<ColumnReport> repeat(Shape shape, Size size, int repetition) {
    SplittableRandom random =
        Seeds.of(seed, 17, shape.ordinal(), size.window(), size.reference(), repetition);
    Population population = shape.population();
    Watched watched =
        Watched.of(population instanceof Numbers, Rows.draw(population, size.reference(), random));
    CountSampler sampler = new CountSampler(watched.baseline(), population);
    List<ColumnReport> reports = new ArrayList<>();
    for (int i = 0; i < WINDOWS_A_BASELINE; i++) {
      reports.add(
          Judge.judge(watched, sampler.draw(size.window(), random), POLICY).features().get(0));
    }
    return reports;
  }
}
