package com.nextgen.ml.monitoring.drift.comparison;

import com.nextgen.ml.monitoring.counts.CategoricalBins;
import com.nextgen.ml.monitoring.counts.CategoricalCounts;
import java.util.OptionalDouble;

/**
 * Whether one of the names without a cell of their own grew, or went. They are counted by {@link
 * CategoricalBins#hashedCell}, so that one among a thousand stands beside few others: Fisher's
 * exact test of the hashed cell that is furthest out, times the number of cells (Bonferroni).
 *
 * <p>Which names have no cell the reference rows chose. With those that might as well have had
 * none, as {@link ColumnComparison#pooledTotal} has them, a hashed cell is a set of names that no
 * row chose: given what both sides have in it, its current rows are hypergeometric without drift.
 */
final class RareNames {
  /** A test that cannot come under this is no use. */
  private static final double LEAST = 0.01;

  private RareNames() {}

  /** The p-value; empty for numbers, where sides are not hashed, or nothing could be rejected. */
  static OptionalDouble pValue(ColumnComparison comparison) {
    if (!(comparison.reference() instanceof CategoricalCounts reference)
        || !(comparison.current() instanceof CategoricalCounts current)
        || !comparison.openIsPooled()
        || !reference.isHashed()
        || !current.isHashed()) {
      return OptionalDouble.empty();
    }
    ContingencyTable cells = comparison.cells();
    double[] first = over(reference.hashed(), comparison.referenceWorth().cells());
    double[] second = over(current.hashed(), comparison.currentWorth().cells());
    double limit = comparison.pooledTotal();
    for (int i = 0; i < reference.bins().named().size(); i++) {
      if (cells.total(i) < limit) {
        int hashed = CategoricalBins.hashedCell(reference.bins().named().get(i));
        first[hashed] += cells.reference(i);
        second[hashed] += cells.current(i);
      }
    }
    return extreme(cells, first, second);
  }

  private static double[] over(long[] counts, double worth) {
    double[] rows = new double[counts.length];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = counts[i] / worth;
    }
    return rows;
  }

  private static OptionalDouble extreme(ContingencyTable cells, double[] first, double[] second) {
    double n = cells.referenceRows();
    double m = cells.currentRows();
    double share = m / (n + m);
    int filled = 0;
    int furthest = 0;
    double most = -1;
    double largest = 0;
    for (int i = 0; i < first.length; i++) {
      double total = first[i] + second[i];
      if (total > 0) {
        filled++;
        largest = Math.max(largest, total);
        double distance = Math.abs(second[i] - share * total) / Math.sqrt(total);
        if (distance > most) {
          most = distance;
          furthest = i;
        }
      }
    }
    // All rows of the fullest cell on the smaller side: about the least that is possible.
    double least = 2 * filled * Math.pow(Math.min(share, 1 - share), largest);
    if (filled == 0 || least > LEAST) {
      return OptionalDouble.empty();
    }
    OptionalDouble p = ExactPValues.fisher(cells, first[furthest], second[furthest]);
    return p.isPresent() ? OptionalDouble.of(Math.min(1, filled * p.getAsDouble())) : p;
  }
}
