package com.nextgen.ml.benchmarks.trial.power;

import com.nextgen.ml.benchmarks.trial.population.Numbers;
import com.nextgen.ml.benchmarks.trial.population.Population;
import com.nextgen.ml.benchmarks.trial.population.Rows;
import com.nextgen.ml.benchmarks.trial.population.Seeds;
import com.nextgen.ml.benchmarks.trial.population.Shape;
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
 * All rules on the same samples: for every shape and baseline size new baselines, each with windows
 * of every size and shift.
 */
public final class PowerTrial {
  /** Windows without drift for each one with drift, so that the equal false-alarm rate is known. */
  private static final int NULLS = 5;

  private static final DriftCriteria POLICY = Policies.hourly();

  private final List<Size> sizes;
  private final int repetitions;
  private final long seed;
  private final Consumer<String> progress;

  /**
   * Tells {@code progress} of each shape.
   *
   * @param repetitions baselines of each shape and size
   */
  public PowerTrial(List<Size> sizes, int repetitions, long seed, Consumer<String> progress) {
    this.sizes = List.copyOf(sizes);
    this.repetitions = repetitions;
    this.seed = seed;
    this.progress = progress;
  }

  /** One case for each shape, shift and size. */
  public List<PowerCase> run() {
    List<PowerCase> cases = new ArrayList<>();
    for (Shape shape : Shift.SHAPES) {
      run(shape, Shift.of(shape), cases);
      if (shape == Shape.NORMAL || shape == Shape.EQUAL_20) {
        run(shape, Shift.ofMissing(shape), cases);
      }
      progress.accept(shape.title());
    }
    return cases;
  }

  private void run(Shape shape, List<Shift> shifts, List<PowerCase> cases) {
    for (int reference : sizes.stream().map(Size::reference).distinct().toList()) {
      List<Integer> windows =
          sizes.stream().filter(size -> size.reference() == reference).map(Size::window).toList();
      List<PowerCase> found = new ArrayList<>();
      for (int window : windows) {
        for (Shift shift : shifts) {
          int count = repetitions * (shift.size() == 0 ? NULLS : 1);
          found.add(new PowerCase(shape, shift, window, reference, count));
        }
      }
      IntStream.range(0, repetitions).parallel().forEach(repetition -> repeat(repetition, found));
      cases.addAll(found);
    }
  }

  /** All cases are of one shape and baseline size. */
  @SuppressWarnings("EnumOrdinal") // only a place in the sequence of seeds
  private void repeat(int repetition, List<PowerCase> cases) {
    PowerCase first = cases.get(0);
    Population before = first.shift().before();
    SplittableRandom random =
        Seeds.of(seed, first.shape().ordinal(), first.reference(), repetition);
    Bench bench =
        new Bench(before instanceof Numbers, Rows.draw(before, first.reference(), random));
    int size = 0;
    ThreeSigmaRule threeSigma = bench.threeSigma(first.window());
    for (PowerCase one : cases) {
      if (one.window() != size) {
        size = one.window();
        threeSigma = bench.threeSigma(size);
      }
      int times = one.windows() / repetitions;
      for (int i = 0; i < times; i++) {
        Rows window = Rows.draw(one.shift().after(), size, random);
        one.set(repetition * times + i, bench.judge(window, threeSigma, POLICY, 1));
      }
    }
  }
}
