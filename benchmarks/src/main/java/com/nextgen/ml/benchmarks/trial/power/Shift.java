package com.nextgen.ml.benchmarks.trial.power;

import com.nextgen.ml.benchmarks.trial.population.Categories;
import com.nextgen.ml.benchmarks.trial.population.Numbers;
import com.nextgen.ml.benchmarks.trial.population.Population;
import com.nextgen.ml.benchmarks.trial.population.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;

/**
 * One change of a population.
 *
 * @param kind what changes
 * @param size how much, in the kind's own unit; 0 is no change
 * @param before the population of the baseline
 * @param after that of the window
 */
record Shift(String kind, double size, Population before, Population after) {
  /** The shapes whose changes are tried. */
  static final List<Shape> SHAPES =
      List.of(
          Shape.NORMAL,
          Shape.LOG_NORMAL,
          Shape.ZERO_INFLATED,
          Shape.DISCRETE,
          Shape.EQUAL_20,
          Shape.ZIPF_200);

  private static final double ONE_SIGMA = Math.sqrt(Math.E * (Math.E - 1));

  /** The changes that are tried on a shape; the first is none. */
  static List<Shift> of(Shape shape) {
    List<Shift> shifts = new ArrayList<>();
    shifts.add(new Shift("none", 0, shape.population(), shape.population()));
    switch (shape) {
      case NORMAL -> normal(shifts, Numbers.normal(0, 1));
      case LOG_NORMAL -> logNormal(shifts, Numbers.logNormal(1));
      case ZERO_INFLATED -> zeroInflated(shifts);
      case DISCRETE -> {
        add(shifts, "mean", p -> Numbers.whole(Shape.binomial(9, 0.4 + p)), .01, .02, .05, .1, .15);
        add(shifts, "mixture", p -> discrete().mixed(p, Numbers.whole(1)), .02, .05, .1, .2, .3);
      }
      case EQUAL_20, ZIPF_200 -> {
        Categories names = (Categories) shape.population();
        add(shifts, "category swap", names::swapped, .05, .1, .2, .4, .6);
        add(shifts, "new category", names::withNew, .005, .01, .03, .1, .2);
      }
      default -> throw new IllegalArgumentException("no changes of " + shape.title());
    }
    return shifts;
  }

  /** The change of a column of which already 1 % is missing; the first is none. */
  static List<Shift> ofMissing(Shape shape) {
    Population before = shape.population().withMissing(0.01);
    List<Shift> shifts = new ArrayList<>();
    shifts.add(new Shift("none", 0, before, before));
    for (double share : new double[] {.02, .04, .08, .2, .3}) {
      shifts.add(new Shift("missing", share, before, before.withMissing(share)));
    }
    return shifts;
  }

  private static Numbers discrete() {
    return (Numbers) Shape.DISCRETE.population();
  }

  private static void normal(List<Shift> shifts, Numbers base) {
    add(shifts, "mean", d -> base.moved(1, d), .05, .1, .2, .35, .6);
    add(shifts, "scale", f -> base.moved(f, 0), 1.05, 1.1, 1.2, 1.4, 1.8);
    add(shifts, "tail", e -> base.mixed(e, base.moved(4, 0)), .02, .05, .1, .2, .4);
    add(shifts, "mixture", e -> base.mixed(e, base.moved(.5, 2)), .02, .05, .1, .2, .3);
  }

  private static void logNormal(List<Shift> shifts, Numbers base) {
    add(shifts, "mean", d -> base.moved(1, d * ONE_SIGMA), .02, .05, .1, .2, .3);
    add(shifts, "scale", f -> base.moved(f, 0), 1.05, 1.1, 1.2, 1.5, 2);
    add(shifts, "tail", e -> base.mixed(e, base.moved(10, 0)), .01, .02, .05, .15, .3);
    add(shifts, "mixture", e -> base.mixed(e, Numbers.normal(5, .5)), .01, .02, .05, .1, .2);
  }

  private static void zeroInflated(List<Shift> shifts) {
    Numbers some = Numbers.logNormal(1);
    add(shifts, "zeros", z -> Numbers.zeroInflated(z, some), .78, .75, .7, .6, .5);
    add(shifts, "scale", f -> Numbers.zeroInflated(0.8, some.moved(f, 0)), 1.1, 1.3, 1.6, 2.5, 4);
  }

  private static void add(
      List<Shift> shifts, String kind, DoubleFunction<Population> after, double... sizes) {
    for (double size : sizes) {
      shifts.add(new Shift(kind, size, shifts.get(0).before(), after.apply(size)));
    }
  }
}
