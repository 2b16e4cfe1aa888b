package com.nextgen.ml.monitoring.fairness;

import com.nextgen.ml.monitoring.fairness.gap.Gap;
import com.nextgen.ml.monitoring.fairness.gap.Interval;
import com.nextgen.ml.monitoring.fairness.gap.Measure;
import com.nextgen.ml.monitoring.fairness.gap.MetricParts;
import com.nextgen.ml.monitoring.fairness.gap.MetricParts.Combination;
import com.nextgen.ml.monitoring.fairness.gap.Sample;
import com.nextgen.ml.monitoring.fairness.gap.Tolerance;
import com.nextgen.ml.monitoring.fairness.sums.GroupSums;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The two groups that are furthest apart. That they are so is partly chance, and the more groups
 * there are the more: the interval is projected from limits that hold together for all groups and
 * parts at 95 %. Of a ratio the smaller figure is over the larger.
 */
final class WorstPair {
  private final Tolerance tolerance;
  private final double tail;

  private WorstPair(Tolerance tolerance, double tail) {
    this.tolerance = tolerance;
    this.tail = tail;
  }

  /** Returns the pair; null if fewer than two groups have the figure, or it has none. */
  static @Nullable GroupGap of(
      MetricParts parts, Map<String, GroupSums> groups, Tolerance tolerance) {
    boolean extreme =
        parts.combination() == Combination.SINGLE || parts.combination() == Combination.LARGEST;
    if (!extreme || groups.isEmpty()) {
      return null;
    }
    double tail = 0.05 / (2.0 * groups.size() * parts.measures().size());
    GroupGap worst = null;
    double low = 0;
    double high = 0;
    for (Measure measure : parts.measures()) {
      GroupGap here = new WorstPair(tolerance, tail).of(measure, groups);
      if (here == null) {
        return null;
      }
      Interval interval = here.gap().interval();
      low = Math.max(low, interval == null ? 0 : interval.low());
      high = Math.max(high, interval == null ? 0 : interval.high());
      boolean further =
          worst == null || tolerance.size(here.gap().value()) > tolerance.size(worst.gap().value());
      worst = further ? here : worst;
    }
    if (worst == null || parts.combination() == Combination.SINGLE) {
      return worst;
    }
    Gap gap = new Gap(worst.gap().value(), new Interval(low, high));
    return new GroupGap(worst.group(), worst.other(), gap);
  }

  private @Nullable GroupGap of(Measure measure, Map<String, GroupSums> groups) {
    Map<String, Sample> samples = new TreeMap<>();
    groups.forEach(
        (name, sums) -> {
          Sample sample = measure.of(sums);
          if (sample.size() > 0) {
            samples.put(name, sample);
          }
        });
    if (samples.size() < 2) {
      return null;
    }
    String lowest = null;
    String highest = null;
    double leastHigh = Double.POSITIVE_INFINITY;
    double mostHigh = Double.NEGATIVE_INFINITY;
    double leastLow = Double.POSITIVE_INFINITY;
    double mostLow = Double.NEGATIVE_INFINITY;
    for (Map.Entry<String, Sample> entry : samples.entrySet()) {
      Sample sample = entry.getValue();
      if (lowest == null || sample.value() < value(samples, lowest)) {
        lowest = entry.getKey();
      }
      if (highest == null || sample.value() >= value(samples, highest)) {
        highest = entry.getKey();
      }
      Interval limits = sample.limits(tail, 1);
      leastLow = Math.min(leastLow, limits.low());
      leastHigh = Math.min(leastHigh, limits.high());
      mostLow = Math.max(mostLow, limits.low());
      mostHigh = Math.max(mostHigh, limits.high());
    }
    if (lowest == null || highest == null) {
      return null;
    }
    double least = value(samples, lowest);
    double most = value(samples, highest);
    if (!(tolerance instanceof Tolerance.Ratio)) {
      double surely = Math.max(0, mostLow - leastHigh);
      Interval interval = new Interval(Math.min(surely, most - least), mostHigh - leastLow);
      return new GroupGap(highest, lowest, new Gap(most - least, interval));
    }
    if (most == 0) {
      return null;
    }
    double atMost = mostLow == 0 ? 1 : Math.min(1, leastHigh / mostLow);
    Interval interval = new Interval(leastLow / mostHigh, Math.max(atMost, least / most));
    return new GroupGap(lowest, highest, new Gap(least / most, interval));
  }

  private static double value(Map<String, Sample> samples, String name) {
    Sample sample = samples.get(name);
    return sample == null ? Double.NaN : sample.value();
  }
}
