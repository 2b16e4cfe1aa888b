package com.nextgen.ml.monitoring.fairness.gap;

import com.nextgen.ml.monitoring.fairness.sums.GroupSums;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The gap of one metric between two groups, put together from its parts. */
public final class Gaps {
  private Gaps() {}

  /** Returns the parts of the gap between two groups. */
  public static List<Pair> pairs(MetricParts parts, GroupSums group, GroupSums other) {
    return parts.measures().stream()
        .map(measure -> new Pair(measure.of(group), measure.of(other)))
        .toList();
  }

  /**
   * Returns the gap with its interval; null unless every part exists.
   *
   * <p>The interval of the largest of several parts, and of the mean of their sizes, is projected:
   * the limits of the figures hold together at 95 % (Bonferroni), and between them lie the smallest
   * and the largest value that the parts leave possible. A bootstrap of a maximum does not work.
   */
  public static @Nullable Gap of(MetricParts parts, List<Pair> pairs, Tolerance tolerance) {
    List<Gap> gaps = new ArrayList<>();
    for (Pair pair : pairs) {
      Gap gap = pair.shown(tolerance);
      if (gap == null) {
        return null;
      }
      gaps.add(gap);
    }
    return switch (parts.combination()) {
      case SINGLE -> gaps.get(0);
      case LARGEST ->
          new Gap(
              gaps.stream().mapToDouble(gap -> Math.abs(gap.value())).max().orElseThrow(),
              largest(simultaneous(pairs, tolerance)));
      case MEAN ->
          new Gap(gaps.stream().mapToDouble(Gap::value).average().orElseThrow(), mean(gaps));
      case MEAN_SIZE ->
          new Gap(
              gaps.stream().mapToDouble(gap -> Math.abs(gap.value())).average().orElseThrow(),
              meanSize(simultaneous(pairs, tolerance)));
    };
  }

  /** Intervals that hold together: two figures with two limits a part share 5 %. */
  private static List<Interval> simultaneous(List<Pair> pairs, Tolerance tolerance) {
    double tail = 0.05 / (4 * pairs.size());
    return pairs.stream().map(pair -> pair.projected(tolerance, tail, 1)).toList();
  }

  private static Interval largest(List<Interval> parts) {
    return new Interval(
        parts.stream().mapToDouble(Interval::smallestSize).max().orElseThrow(),
        parts.stream().mapToDouble(Interval::largestSize).max().orElseThrow());
  }

  private static Interval meanSize(List<Interval> parts) {
    return new Interval(
        parts.stream().mapToDouble(Interval::smallestSize).average().orElseThrow(),
        parts.stream().mapToDouble(Interval::largestSize).average().orElseThrow());
  }

  /** Square and add once more: true and false positive rates are of different rows. */
  private static @Nullable Interval mean(List<Gap> gaps) {
    double value = 0;
    double below = 0;
    double above = 0;
    for (Gap gap : gaps) {
      if (gap.interval() == null) {
        return null;
      }
      value += gap.value() / gaps.size();
      below = Math.hypot(below, gap.value() - gap.interval().low());
      above = Math.hypot(above, gap.interval().high() - gap.value());
    }
    return new Interval(value - below / gaps.size(), value + above / gaps.size());
  }
}
