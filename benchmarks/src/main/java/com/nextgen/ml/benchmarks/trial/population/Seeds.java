package com.nextgen.ml.benchmarks.trial.population;

import java.util.SplittableRandom;

/** Random numbers that depend on what they are for, so that threads do not matter. */
public final class Seeds {
  private Seeds() {}

  /** Returns the random numbers for one place of the trial. */
  public static SplittableRandom of(long seed, long... place) {
    long mixed = seed;
    for (long part : place) {
      mixed = new SplittableRandom(mixed * 0x9E3779B97F4A7C15L + part).nextLong();
    }
    return new SplittableRandom(mixed);
  }
}
