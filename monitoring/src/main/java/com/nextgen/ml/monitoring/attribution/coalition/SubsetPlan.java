package com.nextgen.ml.monitoring.attribution.coalition;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How many pairs of a subset and its complement are drawn of each size: as many of every size, as
 * long as there are so many. A size that is used up leaves its part to the others.
 *
 * @param pairs by the smaller size of a pair, from 1; place 0 is not used
 */
@SuppressWarnings("ArrayRecordComponent") // made once, never compared
record SubsetPlan(int features, int[] pairs) {

  /** Returns the plan of so many pairs, or of all that there are. */
  static SubsetPlan of(int features, int wanted) {
    int sizes = features / 2;
    int[] pairs = new int[sizes + 1];
    int left = wanted;
    int sharing = sizes;
    // The sizes of the fewest pairs first: what they leave is shared by those that follow.
    for (int size : byAvailable(features)) {
      int share = (left + sharing - 1) / sharing--;
      pairs[size] = (int) Math.min(share, available(features, size));
      left -= pairs[size];
    }
    return new SubsetPlan(features, pairs);
  }

  private static List<Integer> byAvailable(int features) {
    return IntStream.rangeClosed(1, features / 2)
        .boxed()
        .sorted(Comparator.comparingDouble(size -> available(features, size)))
        .toList();
  }

  /** Returns how many pairs there are whose smaller subset has a size. */
  static double available(int features, int size) {
    return 2 * size == features
        ? Subsets.count(features - 1, size - 1)
        : Subsets.count(features, size);
  }

  /** Returns the chance that a pair of a size is drawn. */
  double inclusion(int size) {
    return pairs[size] / available(features, size);
  }

  int total() {
    int total = 0;
    for (int count : pairs) {
      total += count;
    }
    return total;
  }
}
