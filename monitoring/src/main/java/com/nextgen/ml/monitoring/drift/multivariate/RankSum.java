package com.nextgen.ml.monitoring.drift.multivariate;

import com.nextgen.ml.monitoring.stats.Normal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The area under the receiver operating characteristic, and its distribution over all ways to label
 * the same scores: that of the rank sum (Mann and Whitney 1947), by its normal limit with the
 * variance that ties leave (Lehmann 1975, equation 1.35). Permuting labels many times would only
 * approach it, and could not find a p-value under one over the number of times.
 *
 * @param area from 0 to 1
 * @param deviation of the area over all labellings
 */
record RankSum(double area, double deviation) {

  /**
   * @param scores of rows
   * @param positive which of them are to have the higher scores; some are, some are not
   */
  static RankSum of(double[] scores, boolean[] positive) {
    int n = scores.length;
    int[] order =
        IntStream.range(0, n)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> scores[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double ranks = 0;
    double ties = 0;
    for (int from = 0; from < n; ) {
      int to = from;
      int inRun = 0;
      while (to < n && scores[order[to]] == scores[order[from]]) {
        inRun += positive[order[to]] ? 1 : 0;
        to++;
      }
      double size = to - from;
      ranks += inRun * (from + to + 1) / 2.0;
      ties += size * size * size - size;
      from = to;
    }
    double positives = IntStream.range(0, n).filter(i -> positive[i]).count();
    double pairs = positives * (n - positives);
    double area = (ranks - positives * (positives + 1) / 2) / pairs;
    double variance = pairs / 12 * (n + 1 - ties / ((double) n * (n - 1)));
    return new RankSum(area, Math.sqrt(variance) / pairs);
  }

  /** How many deviations the area is over one half; 0 if all scores are the same. */
  double distance() {
    return deviation > 0 ? (area - 0.5) / deviation : 0;
  }

  /** The probability of so large an area where scores say nothing of labels. */
  double pValue() {
    return Normal.survival(distance());
  }

  static boolean[] labels(int negatives, int positives) {
    boolean[] labels = new boolean[negatives + positives];
    Arrays.fill(labels, negatives, labels.length, true);
    return labels;
  }
}
