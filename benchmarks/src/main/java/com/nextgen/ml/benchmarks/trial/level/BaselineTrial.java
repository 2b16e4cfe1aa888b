package com.nextgen.ml.benchmarks.trial.level;

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
import com.nextgen.ml.monitoring.report.Verdict;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** False alarms of many windows of each baseline, on independent rows drawn as counts. */
public final class BaselineTrial {
  private static final double LEVEL = 0.05;
  private static final DriftCriteria POLICY = Policies.nominal();

  private final long seed;

  /** Draws with this seed. */
  public BaselineTrial(long seed) {
    this.seed = seed;
  }

  /** Returns the rates of so many baselines. */
  public BaselineSpread run(Shape shape, Size size, int baselines, int windows) {
    double[] rates = new double[baselines];
    AtomicLong alarms = new AtomicLong();
    IntStream.range(0, baselines)
        .parallel()
        .forEach(i -> rates[i] = repeat(shape, size, i, windows, alarms));
    Arrays.sort(rates);
    double all = (double) baselines * windows;
    return new BaselineSpread(shape.title(), size, rates, alarms.get() / all);
  }

  @SuppressWarnings("EnumOrdinal") // only a place in the sequence of seeds
  private double repeat(Shape shape, Size size, int place, int windows, AtomicLong alarms) {
    SplittableRandom random =
        Seeds.of(seed, 73, shape.ordinal(), size.window(), size.reference(), place);
    Population population = shape.population();
    Watched watched =
        Watched.of(shape.isNumeric(), Rows.draw(population, size.reference(), random));
    CountSampler sampler = new CountSampler(watched.baseline(), population);
    int hits = 0;
    for (int i = 0; i < windows; i++) {
      ColumnReport report = Judge.judge(watched, sampler.draw(size.window(), random), POLICY);
      hits += report.pValue().orElse(1) <= LEVEL ? 1 : 0;
      alarms.addAndGet(report.verdict() == Verdict.DRIFTED ? 1 : 0);
    }
    return hits / (double) windows;
  }
}
