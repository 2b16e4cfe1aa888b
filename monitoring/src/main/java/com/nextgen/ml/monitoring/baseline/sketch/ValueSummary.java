package com.nextgen.ml.monitoring.baseline.sketch;

import com.nextgen.ml.monitoring.baseline.Distribution;
import com.nextgen.ml.monitoring.schema.Precision;
import com.tdunning.math.stats.TDigest;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Summarises the values of one column in bounded memory: all of them up to a limit, beyond it a
 * t-digest (Dunning and Ertl, "Computing Extremely Accurate Quantiles Using t-Digests", 2019) for
 * quantiles and {@link FrequentNumbers} for values that repeat.
 */
public final class ValueSummary implements Distribution {
  private static final int FIRST_CAPACITY = 1024;
  private static final int COMPRESSION = 1000;
  private static final int HEAVY_HITTERS = 2048;

  private final Precision precision;
  private final int exactLimit;
  private double @Nullable [] values = new double[0];
  private @Nullable TDigest digest;
  private @Nullable FrequentNumbers frequent;
  private boolean sorted;
  private long count;
  private double mean;
  private double squares;
  private double least = Double.POSITIVE_INFINITY;
  private double greatest = Double.NEGATIVE_INFINITY;

  /**
   * @param exactLimit up to how many values quantiles are exact
   */
  public ValueSummary(Precision precision, int exactLimit) {
    this.precision = precision;
    this.exactLimit = exactLimit;
  }

  /** Adds a value, rounded to the precision; what is not finite then is left out. */
  public void add(double given) {
    double value = precision.round(given) + 0.0; // -0 becomes 0
    if (!Double.isFinite(value)) {
      return;
    }
    count++;
    // Welford, "Note on a Method for Calculating Corrected Sums of Squares and Products" (1962).
    double delta = value - mean;
    mean += delta / count;
    squares += delta * (value - mean);
    least = Math.min(least, value);
    greatest = Math.max(greatest, value);
    if (values != null && count <= exactLimit) {
      keep(values, value);
    } else {
      estimate(value);
    }
  }

  private void keep(double[] kept, double value) {
    int at = (int) count - 1;
    if (at == kept.length) {
      int capacity = (int) Math.min(exactLimit, Math.max(FIRST_CAPACITY, 2L * kept.length));
      kept = Arrays.copyOf(kept, capacity);
      values = kept;
    }
    kept[at] = value;
    sorted = false;
  }

  private void estimate(double value) {
    if (digest == null || frequent == null) {
      digest = TDigest.createMergingDigest(COMPRESSION);
      frequent = new FrequentNumbers(HEAVY_HITTERS);
      if (values != null) {
        for (int i = 0; i < count - 1; i++) {
          digest.add(values[i]);
          frequent.add(values[i]);
        }
        values = null;
      }
    }
    digest.add(value);
    frequent.add(value);
  }

  @Override
  public long count() {
    return count;
  }

  @Override
  public double least() {
    return least;
  }

  @Override
  public double greatest() {
    return greatest;
  }

  @Override
  public double mean() {
    if (count == 0) {
      return 0;
    }
    // Sums of the largest doubles overflow; the middle of the range is a centre too.
    return Double.isFinite(mean) && Double.isFinite(squares) ? mean : least / 2 + greatest / 2;
  }

  @Override
  public double standardDeviation() {
    if (count == 0 || least == greatest) {
      return 0;
    }
    boolean finite = Double.isFinite(mean) && Double.isFinite(squares);
    return finite ? Math.sqrt(squares / count) : greatest / 2 - least / 2;
  }

  @Override
  public double quantile(double p) {
    if (digest != null) {
      return Math.max(least, Math.min(greatest, digest.quantile(p)));
    }
    return Type7.quantile(sorted(), (int) count, p);
  }

  @Override
  public double countUpTo(double value) {
    if (value >= greatest) {
      return count;
    }
    if (digest != null) {
      // At a value that repeats a digest says half of its share: the number behind it has all.
      return value < least ? 0 : count * digest.cdf(Math.nextUp(value));
    }
    return rank(value);
  }

  @Override
  public double upTo(double value) {
    if (digest != null) {
      return Math.max(least, Math.min(greatest, value));
    }
    return sorted()[Math.max(1, rank(value)) - 1];
  }

  @Override
  public double over(double value) {
    if (value >= greatest) {
      return Double.POSITIVE_INFINITY;
    }
    return digest != null ? Math.max(least, Math.nextUp(value)) : sorted()[rank(value)];
  }

  @Override
  public boolean isExact() {
    return digest == null;
  }

  /** How many of the kept values are at most {@code value}. */
  private int rank(double value) {
    double[] all = sorted();
    int from = 0;
    int to = (int) count;
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (all[middle] <= value) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }

  @Override
  public List<Double> moreFrequentThan(double bound) {
    Map<Double, Long> counts;
    long shortBy = 0;
    if (frequent != null) {
      counts = frequent.counts();
      shortBy = frequent.error();
    } else {
      counts = runs(Math.max(1, bound));
    }
    double least = Math.max(1, bound) - shortBy;
    return counts.entrySet().stream()
        .filter(entry -> entry.getValue() > least)
        .sorted(
            Map.Entry.<Double, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .toList();
  }

  private Map<Double, Long> runs(double bound) {
    double[] all = sorted();
    Map<Double, Long> runs = new HashMap<>();
    int from = 0;
    for (int i = 1; i <= count; i++) {
      if (i == count || all[i] != all[from]) {
        if (i - from > bound) {
          runs.put(all[from], (long) (i - from));
        }
        from = i;
      }
    }
    return runs;
  }

  private double[] sorted() {
    double[] kept = values;
    if (kept == null) {
      throw new IllegalStateException("the values are not kept");
    }
    if (!sorted) {
      Arrays.sort(kept, 0, (int) count);
      sorted = true;
    }
    return kept;
  }
}
