package com.nextgen.ml.monitoring.fairness;

import com.nextgen.ml.monitoring.fairness.gap.MeanSample;
import com.nextgen.ml.monitoring.fairness.gap.Pair;
import com.nextgen.ml.monitoring.fairness.gap.Proportion;
import com.nextgen.ml.monitoring.fairness.gap.Sample;
import com.nextgen.ml.monitoring.fairness.gap.Tolerance;
import com.nextgen.ml.monitoring.stats.Normal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How many more rows a verdict would take. */
final class Shortages {
  private static final double MAX_ROWS = 1e12;

  private final Tolerance tolerance;
  private final double tail;
  private final double designEffect;
  private final double minimum;

  /**
   * @param tail of each limit by which a gap is found unfair
   */
  Shortages(Tolerance tolerance, double tail, FairnessCriteria criteria) {
    this.tolerance = tolerance;
    this.tail = tail;
    this.designEffect = criteria.designEffect();
    this.minimum = criteria.minimum();
  }

  boolean isShort(Sample sample) {
    return sample.size() < minimum;
  }

  /** What an undecided part misses. */
  List<Shortage> of(String group, String other, String denominator, Pair pair) {
    List<Shortage> few = new ArrayList<>();
    if (isShort(pair.group())) {
      few.add(fewer(group, denominator, pair.group()));
    }
    if (isShort(pair.other())) {
      few.add(fewer(other, denominator, pair.other()));
    }
    if (!few.isEmpty()) {
      return few;
    }
    boolean own = pair.group().size() <= pair.other().size();
    return List.of(new Shortage(own ? group : other, denominator, more(pair, pair.smallest())));
  }

  Shortage fewer(String group, String denominator, @Nullable Sample sample) {
    long size = sample == null ? 0 : sample.size();
    return new Shortage(group, denominator, Math.max(1, (long) Math.ceil(minimum) - size));
  }

  /** By normal intervals: both groups grow alike until either verdict is sure. */
  private @Nullable Long more(Pair pair, long size) {
    double first = error(pair.group());
    double second = error(pair.other());
    double gap = distance(pair);
    double matters = tolerance.reach();
    double half =
        gap < matters
            ? Normal.inverseSurvival(FairnessCriteria.FAIR_TAIL) * Math.hypot(first, second)
            : Normal.inverseSurvival(tail) * (first + second);
    double times = Math.pow(half / (gap - matters), 2);
    double rows = Math.ceil((times - 1) * size);
    return rows <= MAX_ROWS ? Math.max(1, (long) rows) : null;
  }

  private double distance(Pair pair) {
    double group = smoothed(pair.group());
    double other = smoothed(pair.other());
    return tolerance instanceof Tolerance.Ratio
        ? Math.abs(Math.log(group / other))
        : Math.abs(group - other);
  }

  /** The standard error of the figure; for a ratio that of its logarithm. */
  private double error(Sample sample) {
    if (sample instanceof MeanSample mean) {
      double n = mean.size();
      double variance = Math.max(0, mean.squares() / n - mean.value() * mean.value());
      return Math.sqrt(variance / n * designEffect);
    }
    double p = smoothed(sample);
    double error = Math.sqrt(p * (1 - p) / sample.size() * designEffect);
    return tolerance instanceof Tolerance.Ratio ? error / p : error;
  }

  /** A rate with half a row more on either side, which is never 0 or 1. */
  private static double smoothed(Sample sample) {
    return sample instanceof Proportion rate
        ? (rate.successes() + 0.5) / (rate.size() + 1)
        : sample.value();
  }

  /** Each group and denominator once, with the most that any gap misses of it. */
  static List<Shortage> together(List<Shortage> shortages) {
    Map<List<String>, Shortage> most = new LinkedHashMap<>();
    for (Shortage one : shortages) {
      most.merge(List.of(one.group(), one.denominator()), one, Shortages::larger);
    }
    return List.copyOf(most.values());
  }

  private static Shortage larger(Shortage a, Shortage b) {
    Long first = a.rows();
    Long second = b.rows();
    return first == null || (second != null && first >= second) ? a : b;
  }
}
