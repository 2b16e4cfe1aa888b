package com.nextgen.ml.benchmarks.trial.population;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.random.RandomGenerator;

/** Draws indexes with given probabilities in constant time (Walker 1977; Vose 1991). */
public final class Alias {
  private final double[] keep;
  private final int[] other;

  /**
   * @param shares not negative; they are taken in proportion
   */
  public Alias(double[] shares) {
    int size = shares.length;
    this.keep = new double[size];
    this.other = new int[size];
    double sum = 0;
    for (double share : shares) {
      sum += share;
    }
    Deque<Integer> small = new ArrayDeque<>();
    Deque<Integer> large = new ArrayDeque<>();
    for (int i = 0; i < size; i++) {
      keep[i] = shares[i] / sum * size;
      other[i] = i;
      (keep[i] < 1 ? small : large).add(i);
    }
    while (!small.isEmpty() && !large.isEmpty()) {
      int low = small.remove();
      int high = large.remove();
      other[low] = high;
      keep[high] -= 1 - keep[low];
      (keep[high] < 1 ? small : large).add(high);
    }
    // What rounding left over is as good as full.
    small.forEach(i -> keep[i] = 1);
    large.forEach(i -> keep[i] = 1);
  }

  /** Returns one index. */
  public int draw(RandomGenerator random) {
    double place = random.nextDouble() * keep.length;
    int at = (int) place;
    return place - at < keep[at] ? at : other[at];
  }
}
