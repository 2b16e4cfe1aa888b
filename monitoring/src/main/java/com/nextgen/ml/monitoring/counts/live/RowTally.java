package com.nextgen.ml.monitoring.counts.live;

import com.nextgen.ml.monitoring.counts.CategoricalBins;
import com.nextgen.ml.monitoring.counts.Column;
import com.nextgen.ml.monitoring.counts.ColumnBins;
import com.nextgen.ml.monitoring.counts.Layout;
import com.nextgen.ml.monitoring.counts.NumericBins;
import com.nextgen.ml.monitoring.counts.NumericCounts;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * How rows are added to a stripe, and where in it each column's words stand: first the cells of all
 * columns, then the sums of the numeric ones, each in the layout's order.
 */
public final class RowTally {
  /** So many rows' scores are kept until their products are added: few enough for a cache. */
  static final int ROWS_AT_ONCE = 64;

  private static final double[] NO_SCORES = {};

  private final int[] firstCells;
  private final int numericColumns;
  // Arrays, since iterating over a list may allocate.
  private final InterleavedTally[] fours;
  private final NumericTally[] singles;
  private final NumericTally[] scores;
  private final CategoricalTally[] categorical;
  private final CategoricalTally[] classes;
  private final int numericWidth;
  private final int categoricalWidth;
  private final int products;

  /** For counting without names of unseen values. */
  public RowTally(Layout layout) {
    this(layout, Map.of());
  }

  /**
   * @param unseen by input column, which receives the values the baseline never had
   */
  RowTally(Layout layout, Map<String, UnseenNames> unseen) {
    List<Column> columns = layout.columns();
    firstCells = new int[columns.size() + 1];
    for (int i = 0; i < columns.size(); i++) {
      firstCells[i + 1] = Math.addExact(firstCells[i], cellsOf(columns.get(i)));
    }
    List<NumericTally> numeric = new ArrayList<>();
    List<NumericTally> scoring = new ArrayList<>();
    List<CategoricalTally> named = new ArrayList<>();
    List<CategoricalTally> predicted = new ArrayList<>();
    int numericCount = 0;
    products = layout.productWidth();
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      if (column.bins() instanceof NumericBins bins) {
        int first = sums(numericCount++);
        if (column.isInput()) {
          int product = numeric.size();
          numeric.add(
              products == 0
                  ? new NumericTally(bins, column.index(), firstCells[i], first)
                  : new NumericTally(
                      bins,
                      column.index(),
                      firstCells[i],
                      first,
                      layout.scores().of(product),
                      product));
        } else {
          scoring.add(new NumericTally(bins, column.index(), firstCells[i], first));
        }
      } else if (column.bins() instanceof CategoricalBins bins) {
        (column.isInput() ? named : predicted)
            .add(
                new CategoricalTally(
                    bins,
                    column.index(),
                    firstCells[i],
                    column.isInput() ? unseen.get(column.name()) : null));
      }
    }
    numericColumns = numericCount;
    numericWidth = numeric.stream().mapToInt(NumericTally::index).max().orElse(-1) + 1;
    categoricalWidth = named.stream().mapToInt(CategoricalTally::index).max().orElse(-1) + 1;
    // Columns of like size stand together, so that padding makes few searches longer.
    numeric.sort(Comparator.comparingInt(NumericTally::leaves));
    int together =
        numeric.size() % InterleavedTally.SIZE == 1 ? numeric.size() - 1 : numeric.size();
    fours = InterleavedTally.of(numeric.subList(0, together));
    singles = numeric.subList(together, numeric.size()).toArray(NumericTally[]::new);
    scores = scoring.toArray(NumericTally[]::new);
    categorical = named.toArray(CategoricalTally[]::new);
    classes = predicted.toArray(CategoricalTally[]::new);
  }

  private static int cellsOf(Column column) {
    ColumnBins bins = column.bins();
    return bins instanceof NumericBins numericBins
        ? numericBins.size() + NumericCounts.EXTRA_CELLS
        : ((CategoricalBins) bins).size() + 1 + (column.isInput() ? CategoricalBins.HASHED : 0);
  }

  /** The first cell of column {@code i}; after the last column, the end of all cells. */
  int firstCell(int i) {
    return firstCells[i];
  }

  /** Returns how many cells all columns have; the sums follow. */
  public int cells() {
    return firstCells[firstCells.length - 1];
  }

  /** Returns how many numeric columns have sums, each {@link NumericTally#SUM_WORDS} words. */
  public int numericColumns() {
    return numericColumns;
  }

  /** Returns how many columns have products. */
  public int productWidth() {
    return products;
  }

  /** The first word of the sums of the {@code i}-th numeric column. */
  int sums(int i) {
    return cells() + NumericTally.SUM_WORDS * i;
  }

  /** A stripe that nothing was added to. */
  Stripe stripe() {
    Stripe stripe =
        new Stripe(sums(numericColumns), products == 0 ? null : new ProductCells(products));
    clearSums(stripe);
    return stripe;
  }

  /** Sets sums to 0 and ranges to nothing; only for who holds the stripe. */
  void clearSums(Stripe stripe) {
    if (stripe.products() != null) {
      stripe.products().clear();
    }
    for (int i = 0; i < numericColumns; i++) {
      for (int sum = 0; sum < NumericCounts.SUMS; sum++) {
        stripe.setDouble(sums(i) + sum, 0);
      }
      stripe.setDouble(sums(i) + NumericTally.LEAST, Double.POSITIVE_INFINITY);
      stripe.setDouble(sums(i) + NumericTally.GREATEST, Double.NEGATIVE_INFINITY);
    }
  }

  /**
   * Checks that blocks have the layout's shape.
   *
   * @throws IllegalArgumentException if they do not
   */
  void check(RowBlock rows, PredictionBlock predictions) {
    if (rows.rows() != predictions.rows()) {
      throw new IllegalArgumentException(
          rows.rows() + " rows do not match " + predictions.rows() + " predictions");
    }
    if (rows.rows() > 0
        && (rows.numericWidth() < numericWidth || rows.categoricalWidth() < categoricalWidth)) {
      throw new IllegalArgumentException("rows have fewer values than the layout has columns");
    }
  }

  /** Adds checked blocks to a stripe the caller holds. */
  void add(Stripe stripe, RowBlock rows, PredictionBlock predictions) {
    int n = rows.rows();
    ProductCells sums = stripe.products();
    if (sums == null) {
      add(stripe, rows, 0, n, NO_SCORES);
    } else {
      for (int from = 0; from < n; from += ROWS_AT_ONCE) {
        int to = Math.min(n, from + ROWS_AT_ONCE);
        add(stripe, rows, from, to, sums.scores());
        sums.add(to - from);
      }
    }
    for (CategoricalTally tally : categorical) {
      tally.add(stripe, rows.categorical(), n, rows.categoricalWidth());
    }
    for (NumericTally tally : scores) {
      for (int row = 0; row < n; row++) {
        tally.add(stripe, predictions.score()[row]);
      }
    }
    for (CategoricalTally tally : classes) {
      tally.add(stripe, predictions.classIndex(), n);
    }
  }

  /** Adds the numbers of some rows, and puts their scores down. */
  private void add(Stripe stripe, RowBlock rows, int from, int to, double[] scores) {
    double[] values = rows.numeric();
    int width = rows.numericWidth();
    for (InterleavedTally four : fours) {
      four.add(stripe, values, from, to, width, scores, products);
    }
    for (NumericTally single : singles) {
      for (int row = from; row < to; row++) {
        single.add(stripe, values[row * width + single.index()], scores, (row - from) * products);
      }
    }
  }
}
