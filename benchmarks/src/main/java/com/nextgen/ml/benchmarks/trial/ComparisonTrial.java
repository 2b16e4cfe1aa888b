package com.nextgen.ml.benchmarks.trial;

import com.nextgen.ml.benchmarks.trial.Scale.Size;
import com.nextgen.ml.monitoring.drift.DriftCriteria;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * All rules on the same samples: for every shape and baseline size new baselines, each with windows
 * of every size and shift.
 */
final class ComparisonTrial {
  /** Windows without drift for each one with drift, so that the equal false-alarm rate is known. */
  private static final int NULLS = 5;

  private final Scale scale;
  private final long seed;
  private final DriftCriteria policy;

  ComparisonTrial(Scale scale, long seed) {
    this.scale = scale;
    this.seed = seed;
    this.policy = Policies.hourly();
  }

  /** One case for each shape, shift and size. */
  List<Case> run() {
    List<Case> cases = new ArrayList<>();
    for (Shape shape : Shape.values()) {
      run(shape, Shift.of(shape), cases);
      if (shape == Shape.NORMAL || shape == Shape.EQUAL_20) {
        run(shape, Shift.ofMissing(shape), cases);
      }
    }
    return cases;
  }

  private void run(Shape shape, List<Shift> shifts, List<Case> cases) {
    for (int reference : scale.sizes().stream().map(Size::reference).distinct().toList()) {
      List<Integer> windows =
          scale.sizes().stream()
              .filter(size -> size.reference() == reference)
              .map(Size::window)
              .toList();
      List<Case> found = new ArrayList<>();
      for (int window : windows) {
        for (Shift shift : shifts) {
          int count = scale.repetitions() * (shift.size() == 0 ? NULLS : 1);
          found.add(new Case(shape, shift, window, reference, count));
        }
      }
      IntStream.range(0, scale.repetitions())
          .parallel()
          .forEach(repetition -> repeat(repetition, found));
      cases.addAll(found);
    }
  }

  /** All cases are of one shape and baseline size. */
  @SuppressWarnings("EnumOrdinal") // only a place in the sequence of seeds
  private void repeat(int repetition, List<Case> cases) {
    Case first = cases.get(0);
    Population before = first.shift().before();
    SplittableRandom random =
        Seeds.of(seed, first.shape().ordinal(), first.reference(), repetition);
    Bench bench =
        new Bench(before instanceof Numbers, Rows.draw(before, first.reference(), random));
    int size = 0;
    ThreeSigmaRule threeSigma = bench.threeSigma(first.window());
    for (Case one : cases) {
      if (one.window() != size) {
        size = one.window();
        threeSigma = bench.threeSigma(size);
      }
      int times = one.windows() / scale.repetitions();
      for (int i = 0; i < times; i++) {
        Rows window = Rows.draw(one.shift().after(), size, random);
        one.set(repetition * times + i, bench.judge(window, threeSigma, policy, 1));
      }
    }
  }
}
