package com.nextgen.ml.benchmarks.estimate;

import java.util.Random;

/** How log odds of the truth, given the score, move from window to window. */
enum Movement {
  NONE("none"),
  LEVEL("level, σ .3"),
  BOTH("level, σ .3, and slope, σ .2"),
  STEADY("level, .3 in every window"),
  WALK("level, a random walk of steps of .1"),
  WAVES("waves over the score, ±.4");

  final String words;

  Movement(String words) {
    this.words = words;
  }

  /** A window's log odds less those of validation, by the latter. */
  interface Shift {
    double at(double logOdds);
  }

  /** The shifts of windows that follow each other. */
  Shift[] windows(Random random, int count) {
    Shift[] shifts = new Shift[count];
    double walked = 0;
    for (int i = 0; i < count; i++) {
      double first = random.nextGaussian();
      double second = random.nextGaussian();
      double phase = 2 * Math.PI * random.nextDouble();
      walked += 0.1 * first;
      double level = walked;
      shifts[i] =
          switch (this) {
            case NONE -> x -> 0;
            case LEVEL -> x -> 0.3 * first;
            case BOTH -> x -> 0.3 * first + 0.2 * second * (x + 1);
            case STEADY -> x -> 0.3;
            case WALK -> x -> level;
            case WAVES -> x -> 0.4 * Math.sin(2 * x + phase);
          };
    }
    return shifts;
  }
}
