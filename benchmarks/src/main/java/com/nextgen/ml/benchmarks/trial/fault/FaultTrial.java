package com.nextgen.ml.benchmarks.trial.fault;

import com.nextgen.ml.benchmarks.trial.column.Source;
import com.nextgen.ml.benchmarks.trial.population.Rows;
import com.nextgen.ml.benchmarks.trial.population.Seeds;
import com.nextgen.ml.benchmarks.trial.population.Size;
import com.nextgen.ml.benchmarks.trial.rule.Bench;
import com.nextgen.ml.benchmarks.trial.rule.Policies;
import com.nextgen.ml.benchmarks.trial.rule.ThreeSigmaRule;
import com.nextgen.ml.monitoring.drift.DriftCriteria;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Every fault in windows of every column, judged by every rule as its user has it: the product's at
 * the level of an hourly window, the others at their documented thresholds.
 *
 * <p>A fault is gross in a column if it moves at least {@link #GROSS} of the distribution, which is
 * found from many rows without any bins. What moves less is left out.
 */
public final class FaultTrial {
  /** The least distance, of {@link Distance}, of a gross fault. */
  static final double GROSS = 0.045;

  /** Windows of the same baseline without change, for each one with a fault. */
  static final int NULLS = 5;

  private static final int MANY = 20_000;
  private static final int MANY_OF_FEW = 5_000;
  private static final DriftCriteria POLICY = Policies.hourly();

  private final long seed;
  private final Consumer<String> progress;

  /** Tells {@code progress} of each column. */
  public FaultTrial(long seed, Consumer<String> progress) {
    this.seed = seed;
    this.progress = progress;
  }

  /**
   * Returns what was found.
   *
   * @param baselines of each column and size; each has one window of each fault
   */
  public List<FaultCase> run(List<Source> sources, List<Size> sizes, int baselines) {
    List<FaultCase> cases = new ArrayList<>();
    for (int i = 0; i < sources.size(); i++) {
      Source source = sources.get(i);
      SplittableRandom random = Seeds.of(seed, 67, i);
      Rows many =
          source.split(1, random).window(source.holds(1, MANY) ? MANY : MANY_OF_FEW, random);
      Traits traits = Traits.of(many);
      List<Fault> faults =
          Faults.all().stream()
              .filter(fault -> fault.numeric() == source.isNumeric())
              .filter(fault -> isGrossIfSaid(fault, source, many, traits, random))
              .toList();
      for (Size size : sizes) {
        if (source.holds(size.reference(), size.window())) {
          cases.addAll(run(source, i, size, baselines, traits, faults));
        }
      }
      progress.accept(source.title());
    }
    return cases;
  }

  private static boolean isGrossIfSaid(
      Fault fault, Source source, Rows many, Traits traits, SplittableRandom random) {
    if (fault.meaning() != Fault.Meaning.GROSS) {
      return true;
    }
    double[] before = many.values();
    double[] neighbour = source.neighbour(before.length, random);
    double[] after = fault.apply(many, traits, neighbour, random).values();
    double distance =
        source.isNumeric()
            ? Distance.ofNumbers(before, after)
            : Distance.ofCategories(before, after);
    return distance >= GROSS;
  }

  private List<FaultCase> run(
      Source source, int place, Size size, int baselines, Traits traits, List<Fault> faults) {
    List<FaultCase> cases =
        faults.stream().map(fault -> new FaultCase(source.title(), fault, size)).toList();
    IntStream.range(0, baselines)
        .parallel()
        .forEach(
            repetition -> {
              SplittableRandom random =
                  Seeds.of(seed, 71, place, size.window(), size.reference(), repetition);
              repeat(source, size, traits, cases, random);
            });
    return cases;
  }

  private static void repeat(
      Source source, Size size, Traits traits, List<FaultCase> cases, SplittableRandom random) {
    Source.Split split = source.split(size.reference(), random);
    Bench bench = new Bench(source.isNumeric(), split.training());
    ThreeSigmaRule threeSigma = bench.threeSigma(size.window());
    for (FaultCase one : cases) {
      int times = one.fault().title().equals(Faults.RESAMPLED) ? NULLS : 1;
      for (int i = 0; i < times; i++) {
        Rows window = split.window(size.window(), random);
        double[] neighbour = source.neighbour(size.window(), random);
        Rows changed = one.fault().apply(window, traits, neighbour, random);
        one.add(bench.judge(changed, threeSigma, POLICY, 1));
      }
    }
  }
}
