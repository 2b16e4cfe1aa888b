package com.nextgen.ml.monitoring.counts.live;

import com.nextgen.ml.monitoring.counts.CategoricalBins;
import com.nextgen.ml.monitoring.counts.CategoricalCounts;
import com.nextgen.ml.monitoring.counts.ColumnBins;
import com.nextgen.ml.monitoring.counts.ColumnCounts;
import com.nextgen.ml.monitoring.counts.Counts;
import com.nextgen.ml.monitoring.counts.Layout;
import com.nextgen.ml.monitoring.counts.NumericBins;
import com.nextgen.ml.monitoring.counts.NumericCounts;
import com.nextgen.ml.monitoring.counts.ProductCounts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a reader adds up over stripes: cells, the sums and ranges of numeric columns, and the sums
 * of products.
 */
final class StripeSum {
  private final RowTally tally;
  private final long[] cells;
  private final double[] sums;

  /** Rows, then the sums of {@link ProductCounts}; empty if there are none. */
  private final double[] products;

  StripeSum(RowTally tally) {
    this.tally = tally;
    this.cells = new long[tally.cells()];
    this.sums = new double[tally.numericColumns() * NumericTally.SUM_WORDS];
    int width = tally.productWidth();
    this.products = new double[width == 0 ? 0 : 1 + ProductCounts.size(width)];
    for (int i = 0; i < sums.length; i += NumericTally.SUM_WORDS) {
      sums[i + NumericTally.LEAST] = Double.POSITIVE_INFINITY;
      sums[i + NumericTally.GREATEST] = Double.NEGATIVE_INFINITY;
    }
  }

  void add(Stripe stripe) {
    for (int i = 0; i < cells.length; i++) {
      cells[i] += stripe.get(i);
    }
    int first = tally.sums(0);
    for (int i = 0; i < sums.length; i++) {
      addSum(i, stripe.getDouble(first + i));
    }
    if (stripe.products() != null) {
      stripe.products().addTo(products);
    }
  }

  void addSums(StripeSum other) {
    for (int i = 0; i < sums.length; i++) {
      addSum(i, other.sums[i]);
    }
    for (int i = 0; i < products.length; i++) {
      products[i] += other.products[i];
    }
  }

  private void addSum(int i, double value) {
    switch (i % NumericTally.SUM_WORDS) {
      case NumericTally.LEAST -> sums[i] = Math.min(sums[i], value);
      case NumericTally.GREATEST -> sums[i] = Math.max(sums[i], value);
      default -> sums[i] += value;
    }
  }

  /** Immutable counts of these sums and of the cells that {@code earlier} does not have. */
  Counts since(StripeSum earlier, Layout layout) {
    List<ColumnCounts> columns = new ArrayList<>(layout.columns().size());
    int at = 0;
    for (int i = 0; i < layout.columns().size(); i++) {
      long[] difference = Arrays.copyOfRange(cells, tally.firstCell(i), tally.firstCell(i + 1));
      for (int j = 0; j < difference.length; j++) {
        difference[j] -= earlier.cells[tally.firstCell(i) + j];
      }
      ColumnBins bins = layout.columns().get(i).bins();
      if (bins instanceof NumericBins numeric) {
        columns.add(
            NumericCounts.owning(
                numeric,
                difference,
                Arrays.copyOfRange(sums, at, at + NumericCounts.SUMS),
                sums[at + NumericTally.LEAST],
                sums[at + NumericTally.GREATEST]));
        at += NumericTally.SUM_WORDS;
      } else if (bins instanceof CategoricalBins categorical) {
        int own = categorical.size() + 1;
        columns.add(
            CategoricalCounts.owning(
                categorical,
                Arrays.copyOf(difference, own),
                Arrays.copyOfRange(difference, own, difference.length)));
      }
    }
    return new Counts(layout, columns, products());
  }

  private ProductCounts products() {
    if (products.length == 0) {
      return ProductCounts.empty(0);
    }
    double[] sumsOnly = Arrays.copyOfRange(products, 1, products.length);
    // A snapshot may have sums of rows that are not yet in their number.
    return ProductCounts.ofSnapshot(tally.productWidth(), (long) products[0], sumsOnly);
  }
}
