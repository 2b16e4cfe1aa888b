package com.nextgen.ml.benchmarks.trial.level;

import com.nextgen.ml.benchmarks.trial.population.Numbers;
import com.nextgen.ml.benchmarks.trial.population.Population;
import com.nextgen.ml.benchmarks.trial.population.Rows;
import com.nextgen.ml.benchmarks.trial.population.Seeds;
import com.nextgen.ml.benchmarks.trial.population.Shape;
import com.nextgen.ml.benchmarks.trial.population.Size;
import com.nextgen.ml.benchmarks.trial.rule.Judge;
import com.nextgen.ml.benchmarks.trial.rule.Policies;
import com.nextgen.ml.benchmarks.trial.rule.Watched;
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
public final class LevelTrial {
  static final int WINDOWS_A_BASELINE = 20;
  private static final DriftCriteria POLICY = Policies.significance(0.05);

  private final long seed;

  /** Draws with this seed. */
  public LevelTrial(long seed) {
    this.seed = seed;
  }

  /** One shape at one size. */
  public LevelCase run(Shape shape, Size size, int windows) {
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
      reports.add(Judge.judge(watched, sampler.draw(size.window(), random), POLICY));
    }
    return reports;
  }
}
