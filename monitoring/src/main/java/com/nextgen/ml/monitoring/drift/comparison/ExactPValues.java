package com.nextgen.ml.monitoring.drift.comparison;

import com.nextgen.ml.monitoring.stats.Hypergeometric;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * p-values of shares that may be too small for a limit: of missing values, of cells too thin for G,
 * of categories that the baseline never had, and of values outside the baseline's range.
 *
 * <p>Rows that are worth less than independent ones are rounded to whole ones.
 */
public final class ExactPValues {
  /** Every category of a baseline that has at least so many rows of each leaves few to be new. */
  private static final long KNOWN_WELL = 5;

  private ExactPValues() {}

  /** Those that there are rows for. */
  public static Stream<OptionalDouble> pValues(ColumnComparison comparison) {
    ContingencyTable table = comparison.cells();
    int missing = table.size() - 1;
    PooledTable pooled = comparison.pooled();
    return Stream.of(
        fisher(table, table.reference(missing), table.current(missing)),
        fisher(table, pooled.rareReference(), pooled.rareCurrent()),
        NewCategories.pValue(comparison),
        comparison.fineBins().map(ExactPValues::outside).orElse(OptionalDouble.empty()));
  }

  /** Whether the baseline's own counts leave hardly any row for categories that it never had. */
  static boolean isKnownWell(long[] named, boolean hasRest) {
    boolean well = !hasRest;
    for (long rows : named) {
      well &= rows == 0 || rows >= KNOWN_WELL;
    }
    return well;
  }

  /** Fisher's exact test of one cell against all others; empty if nothing is in it. */
  private static OptionalDouble fisher(ContingencyTable table, double reference, double current) {
    long first = Math.round(reference);
    long second = Math.round(current);
    long n = Math.round(table.referenceRows());
    long m = Math.round(table.currentRows());
    if (first + second == 0 || first > n || second > m || first + second >= n + m) {
      return OptionalDouble.empty();
    }
    double more = Hypergeometric.upperTail(first, n, second, m);
    double less = Hypergeometric.upperTail(second, m, first, n);
    return OptionalDouble.of(Math.min(1, 2 * Math.min(more, less)));
  }

  /**
   * The probability of so many values outside the range of the reference's. That the outermost k of
   * the pooled values, some below and the others above, are all current ones has the probability
   * q(k) = m (m − 1) … (m − k + 1) / ((n + m) … (n + m − k + 1)), whatever the distribution; adding
   * up, k or more are outside with (k + 1) q(k) − k q(k + 1) (Wilks 1942, Annals of Mathematical
   * Statistics 13, on tolerance limits). Ties make it cautious. Where the reference is not the
   * baseline and has such values itself, nothing.
   */
  public static OptionalDouble outside(CumulativePair bins) {
    boolean own = bins.referenceCounts().below() + bins.referenceCounts().above() == 0;
    if (!own || bins.isOneSided()) {
      return OptionalDouble.empty();
    }
    double n = bins.rankWorth().n();
    double m = bins.rankWorth().m();
    double outside = bins.currentCounts().below() + (double) bins.currentCounts().above();
    long k = Math.round(outside * m / bins.m());
    double q = 1;
    for (long i = 0; i < k && q > 1e-300; i++) {
      q *= Math.max(0, m - i) / (n + m - i);
    }
    double next = q * Math.max(0, m - k) / (n + m - k);
    return OptionalDouble.of(Math.min(1, (k + 1) * q - k * next));
  }
}
