package com.nextgen.ml.monitoring.attribution.coalition;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** Subsets of one size. */
final class Subsets {
  private Subsets() {}

  /** Returns how many subsets of {@code size} a set of {@code n} has; infinite past doubles. */
  static double count(int n, int size) {
    double count = 1;
    for (int i = 1; i <= size; i++) {
      count = count * (n - size + i) / i;
    }
    return Math.rint(count);
  }

  /**
   * Draws different subsets of {@code n} elements, each as likely as any other.
   *
   * @param required an element that all have, or -1
   * @param wanted at most as many as there are
   */
  static List<BitSet> draw(int n, int size, int required, int wanted, SplittableRandom random) {
    double all = required < 0 ? count(n, size) : count(n - 1, size - 1);
    if (wanted > all / 2) {
      List<BitSet> every = every(n, size, required);
      for (int i = 0; i < wanted; i++) {
        int j = i + random.nextInt(every.size() - i);
        BitSet chosen = every.get(j);
        every.set(j, every.get(i));
        every.set(i, chosen);
      }
      return every.subList(0, wanted);
    }
    Set<BitSet> drawn = new HashSet<>();
    List<BitSet> inOrder = new ArrayList<>();
    while (inOrder.size() < wanted) {
      BitSet one = one(n, size, required, random);
      if (drawn.add(one)) {
        inOrder.add(one);
      }
    }
    return inOrder;
  }

  private static BitSet one(int n, int size, int required, SplittableRandom random) {
    BitSet set = new BitSet(n);
    int left = size;
    if (required >= 0) {
      set.set(required);
      left--;
    }
    // Floyd's way: the i-th of the last elements, or itself if that one is in already.
    int free = required < 0 ? n : n - 1;
    for (int i = free - left; i < free; i++) {
      int element = shifted(random.nextInt(i + 1), required);
      set.set(set.get(element) ? shifted(i, required) : element);
    }
    return set;
  }

  private static int shifted(int i, int required) {
    return required >= 0 && i >= required ? i + 1 : i;
  }

  private static List<BitSet> every(int n, int size, int required) {
    List<BitSet> every = new ArrayList<>();
    int[] chosen = new int[size];
    for (int i = 0; i < size; i++) {
      chosen[i] = i;
    }
    while (true) {
      BitSet set = new BitSet(n);
      for (int element : chosen) {
        set.set(element);
      }
      if (required < 0 || set.get(required)) {
        every.add(set);
      }
      int last = size - 1;
      while (last >= 0 && chosen[last] == n - size + last) {
        last--;
      }
      if (last < 0) {
        return every;
      }
      chosen[last]++;
      for (int i = last + 1; i < size; i++) {
        chosen[i] = chosen[i - 1] + 1;
      }
    }
  }
}
