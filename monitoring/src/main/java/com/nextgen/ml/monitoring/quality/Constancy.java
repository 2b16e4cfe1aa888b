package com.nextgen.ml.monitoring.quality;

import com.nextgen.ml.monitoring.counts.CategoricalCounts;
import com.nextgen.ml.monitoring.counts.ColumnCounts;
import com.nextgen.ml.monitoring.counts.NumericCounts;
import java.util.Arrays;
import java.util.Optional;

/**
 * Whether a feature that varied in the baseline has become constant. Its p-value is the chance that
 * all m rows fall into one cell, Σ hᵏ over the baseline's shares h with k = m / deff; a cell that
 * holds several values makes it larger, which is cautious.
 */
final class Constancy {
  private Constancy() {}

  /** The check; empty where the baseline is constant too, or there is nothing to see. */
  static Optional<RateComparison> of(ColumnCounts before, ColumnCounts now, double deff) {
    if (before.count() == 0 || now.count() < 2 || isConstant(before)) {
      return Optional.empty();
    }
    if (!isConstant(now)) {
      return Optional.of(new RateComparison(QualityCheck.CONSTANT, 0, now.count(), 0, 1, false));
    }
    double rows = Math.max(1, now.count() / deff);
    double p =
        Arrays.stream(values(before))
            .mapToDouble(cell -> Math.pow((double) cell / before.count(), rows))
            .sum();
    return Optional.of(
        new RateComparison(
            QualityCheck.CONSTANT, now.count(), now.count(), 0, Math.min(1, p), true));
  }

  private static boolean isConstant(ColumnCounts counts) {
    if (counts instanceof NumericCounts numbers && numbers.least() != numbers.greatest()) {
      return false;
    }
    return filled(values(counts)) <= 1
        && !(counts instanceof CategoricalCounts names && varies(names));
  }

  /** Other and unseen names share two cells; their hashed cells tell several of them apart. */
  private static boolean varies(CategoricalCounts names) {
    return filled(names.hashed()) > 1;
  }

  private static long filled(long[] cells) {
    return Arrays.stream(cells).filter(cell -> cell > 0).count();
  }

  /** The cells that hold values: without missing and invalid ones. */
  private static long[] values(ColumnCounts counts) {
    if (counts instanceof NumericCounts numbers) {
      return Arrays.copyOf(numbers.cells(), numbers.bins().size() + 2);
    }
    long[] cells = ((CategoricalCounts) counts).cells();
    return Arrays.copyOf(cells, cells.length - 1);
  }
}
