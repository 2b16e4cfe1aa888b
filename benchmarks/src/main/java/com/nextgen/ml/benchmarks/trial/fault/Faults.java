package com.nextgen.ml.benchmarks.trial.fault;

import com.nextgen.ml.benchmarks.trial.fault.Fault.Change;
import com.nextgen.ml.benchmarks.trial.fault.Fault.Meaning;
import java.util.ArrayList;
import java.util.List;

/** The faults that are tried. */
final class Faults {
  /** No change at all: what false alarms are counted on. */
  static final String RESAMPLED = "other rows of the same";

  private static final int FEW_VALUES = 30;
  private static final double RARE = 0.02;

  private Faults() {}

  /** Returns all, each with its name. */
  static List<Fault> all() {
    List<Fault> faults = new ArrayList<>();
    for (boolean numeric : new boolean[] {true, false}) {
      faults.add(same(RESAMPLED, numeric, (window, traits, neighbour, random) -> window));
      faults.add(same("sorted rows", numeric, Changes.sorted()));
    }
    numbers(faults);
    categories(faults);
    return faults;
  }

  private static void numbers(List<Fault> faults) {
    faults.add(slight("written as float32", 1, (x, traits) -> (float) x));
    faults.add(
        slight("shift by σ/1000", 1, (x, t) -> t.continuous() ? x + t.deviation() / 1000 : x));
    faults.add(
        new Fault(
            "one row × 1,000",
            Meaning.NONE,
            true,
            (window, traits, neighbour, random) -> {
              window[random.nextInt(window.length)] *= 1000;
              return window;
            }));
    faults.add(gross("sentinel: −999 in 10 %", .1, (x, traits) -> -999));
    faults.add(gross("sentinel: 0 in 20 %", .2, (x, traits) -> 0));
    faults.add(gross("unit: × 100 in 5 %", .05, (x, traits) -> 100 * x));
    faults.add(gross("sign turned in 20 %", .2, (x, traits) -> -x));
    faults.add(
        gross("tail: 30 % four times as far out", .3, (x, t) -> t.mean() + 4 * (x - t.mean())));
    faults.add(gross("mean + σ/2", 1, (x, traits) -> x + traits.deviation() / 2));
    faults.add(gross("twice the spread", 1, (x, t) -> t.mean() + 2 * (x - t.mean())));
    faults.add(gross("spike: the median in 20 %", .2, (x, traits) -> traits.median()));
    faults.add(gross("rounded to σ", 1, (x, t) -> t.deviation() * Math.rint(x / t.deviation())));
    faults.add(gross("clipped at the upper quartile", 1, (x, t) -> Math.min(x, t.upperQuartile())));
    faults.add(
        gross(
            "gap: 30 % between two values",
            .3, (x, t) -> t.distinct() <= FEW_VALUES ? x + t.step() / 2 : x));
    faults.add(any("the upper fifth lost", true, Changes.lost((x, t) -> x > t.upperFifth())));
    faults.add(any("stuck for half the window", true, Changes.stuck()));
    faults.add(any("missing in 10 % more", true, Changes.missing(.1)));
    faults.add(any("columns swapped", true, Changes.swapped()));
  }

  private static void categories(List<Fault> faults) {
    faults.add(
        new Fault(
            "one row with a new name",
            Meaning.NONE,
            false,
            (window, traits, neighbour, random) -> {
              window[random.nextInt(window.length)] = traits.newCategory();
              return window;
            }));
    faults.add(named("a new category in 10 %", .1, (x, traits) -> traits.newCategory()));
    faults.add(
        named(
            "rare categories become one",
            1,
            (x, traits) -> traits.share(x) < RARE ? traits.newCategory() : x));
    faults.add(named("names spelled otherwise in 10 %", .1, (x, t) -> t.newCategory() + 1 + x));
    faults.add(
        named(
            "the two most frequent swapped",
            1,
            (x, t) ->
                x == t.frequent().get(0)
                    ? t.frequent().get(1)
                    : x == t.frequent().get(1) ? t.frequent().get(0) : x));
    faults.add(
        any("the most frequent lost", false, Changes.lost((x, t) -> x == t.frequent().get(0))));
    faults.add(
        any(
            "30 % of the names at random",
            false,
            (window, traits, neighbour, random) -> {
              for (int i = 0; i < window.length; i++) {
                if (random.nextDouble() < .3) {
                  window[i] = traits.frequent().get(random.nextInt(traits.distinct()));
                }
              }
              return window;
            }));
    faults.add(any("stuck for half the window", false, Changes.stuck()));
    faults.add(any("missing in 10 % more", false, Changes.missing(.1)));
    faults.add(any("columns swapped", false, Changes.swapped()));
  }

  private static Fault same(String title, boolean numeric, Change change) {
    return new Fault(title, Meaning.NO_CHANGE, numeric, change);
  }

  private static Fault slight(String title, double share, Changes.ValueChange change) {
    return new Fault(title, Meaning.NONE, true, Changes.in(share, change));
  }

  private static Fault gross(String title, double share, Changes.ValueChange change) {
    return new Fault(title, Meaning.GROSS, true, Changes.in(share, change));
  }

  private static Fault named(String title, double share, Changes.ValueChange change) {
    return new Fault(title, Meaning.GROSS, false, Changes.in(share, change));
  }

  private static Fault any(String title, boolean numeric, Change change) {
    return new Fault(title, Meaning.GROSS, numeric, change);
  }
}
