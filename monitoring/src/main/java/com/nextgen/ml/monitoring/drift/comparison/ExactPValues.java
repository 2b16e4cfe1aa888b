package com.nextgen.ml.monitoring.drift.comparison;

import com.nextgen.ml.monitoring.stats.Hypergeometric;
import java.util.ArrayList;
import java.util.List;
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

  /** Of the reference's values on either side; none at all is its range. */
  private static final double[] TAILS = {0, 0.001, 0.01};

  /** One less a share may be this much off. */
  private static final double ROUNDING = 1e-12;

  private ExactPValues() {}

  /** Returns those that there are rows for. */
  public static Stream<OptionalDouble> pValues(ColumnComparison comparison) {
    ContingencyTable table = comparison.cells();
    int missing = table.size() - 1;
    PooledTable pooled = comparison.pooled();
    return Stream.concat(
        Stream.of(
            fisher(table, table.reference(missing), table.current(missing)),
            fisher(table, pooled.rareReference(), pooled.rareCurrent()),
            NewCategories.pValue(comparison),
            RareNames.pValue(comparison)),
        comparison.fineBins().stream().flatMap(ExactPValues::exceedances));
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
  static OptionalDouble fisher(ContingencyTable table, double reference, double current) {
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
   * Returns the probability of so many values in the tails, or more: outside the range of the
   * reference's, and beyond the edges where a thousandth and a hundredth of the reference's are.
   */
  public static Stream<OptionalDouble> exceedances(CumulativePair bins) {
    if (bins.isOneSided()) {
      return Stream.empty();
    }
    List<Tails> different = new ArrayList<>();
    for (double share : TAILS) {
      Tails tails = Tails.of(bins, share);
      // Where an atom is at an end, several shares may have the same edges.
      if (tails.canReject(bins) && !different.contains(tails)) {
        different.add(tails);
      }
    }
    return different.stream().map(tails -> OptionalDouble.of(tails.pValue(bins)));
  }

  /** Returns the probability of so many values outside the range of the reference's. */
  public static OptionalDouble outside(CumulativePair bins) {
    Tails tails = Tails.of(bins, 0);
    return bins.isOneSided() || !tails.canReject(bins)
        ? OptionalDouble.empty()
        : OptionalDouble.of(tails.pValue(bins));
  }

  /**
   * Values up to one point, and over another.
   *
   * @param low the point up to which at most the share of the reference's values are
   * @param high the point over which at most that share is
   */
  private record Tails(int low, int high) {

    static Tails of(CumulativePair bins, double share) {
      int low = -1;
      while (low + 1 < bins.size() && bins.f(low + 1) <= share) {
        low++;
      }
      int high = bins.size();
      while (high > 0 && 1 - bins.f(high - 1) <= share + ROUNDING) {
        high--;
      }
      return new Tails(low, Math.max(low, high));
    }

    /** Whether there is a tail at all; a reference that is not the baseline may be in both. */
    boolean canReject(CumulativePair bins) {
      return low >= 0 || high < bins.size();
    }

    /**
     * Of the values that lie further out than the reference's (k₁ + 1)-th from below and (k₂ +
     * 1)-th from above the number is negative hypergeometric, whatever the distribution (Wilks
     * 1942, Annals of Mathematical Statistics 13, on tolerance limits): at least x of them are
     * current ones if at least x are among the outermost x + k + 1, k = k₁ + k₂. The edges are no
     * further in than these two values, and ties make it more cautious still.
     */
    double pValue(CumulativePair bins) {
      double k = bins.n() * share(low < 0 ? 0 : bins.f(low), high, bins, true);
      double x = bins.m() * share(low < 0 ? 0 : bins.g(low), high, bins, false);
      CumulativePair.SampleSizes worth = bins.rankWorth();
      long n = Math.round(worth.n());
      long m = Math.round(worth.m());
      long first = Math.min(n, Math.round(k * worth.n() / bins.n()) + 1);
      long second = Math.min(m, Math.round(x * worth.m() / bins.m()));
      return Hypergeometric.upperTail(first, n, second, m);
    }

    private static double share(double below, int high, CumulativePair bins, boolean reference) {
      double upTo = high == bins.size() ? 1 : reference ? bins.f(high) : bins.g(high);
      return below + 1 - upTo;
    }
  }
}
