package com.nextgen.ml.monitoring.counts;

import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How rows are added to a stripe, and where in it each column's words stand: first the cells of all
 * columns, then the sums of the numeric ones, each in the layout's order.
 */
final class RowTally {
  private final int[] firstCells;
  private final int numericColumns;
  private final List<NumericTally> numeric = new ArrayList<>();
  private final List<NumericTally> scores = new ArrayList<>();
  private final List<CategoricalTally> categorical = new ArrayList<>();
  private final List<CategoricalTally> classes = new ArrayList<>();
  private final FourTallies[] fours;
  private final NumericTally[] singles;
  private final int numericWidth;
  private final int categoricalWidth;

  RowTally(Layout layout) {
    List<Column> columns = layout.columns();
    firstCells = new int[columns.size() + 1];
    int numericCount = 0;
    for (int i = 0; i < columns.size(); i++) {
      boolean isNumeric = columns.get(i).bins() instanceof NumericBins;
      numericCount += isNumeric ? 1 : 0;
      firstCells[i + 1] = Math.addExact(firstCells[i], cellsOf(columns.get(i).bins()));
    }
    numericColumns = numericCount;
    int sums = firstCells[columns.size()];
    for (int i = 0; i < columns.size(); i++) {
      place(columns.get(i), firstCells[i], sums);
      sums += columns.get(i).bins() instanceof NumericBins ? NumericTally.SUM_WORDS : 0;
    }
    numericWidth = numeric.stream().mapToInt(NumericTally::index).max().orElse(-1) + 1;
    categoricalWidth = categorical.stream().mapToInt(CategoricalTally::index).max().orElse(-1) + 1;
    // Columns of like size stand together, so that padding makes few searches longer.
    List<NumericTally> sorted = new ArrayList<>(numeric);
    sorted.sort(Comparator.comparingInt(NumericTally::paddedLength));
    int inFours = sorted.size() - sorted.size() % FourTallies.SIZE;
    fours =
        IntStream.range(0, inFours / FourTallies.SIZE)
            .mapToObj(i -> new FourTallies(sorted.subList(4 * i, 4 * i + 4)))
            .toArray(FourTallies[]::new);
    singles = sorted.subList(inFours, sorted.size()).toArray(NumericTally[]::new);
  }

  private static int cellsOf(ColumnBins bins) {
    return bins instanceof NumericBins numericBins
        ? numericBins.size() + NumericCounts.EXTRA_CELLS
        : ((CategoricalBins) bins).size() + 1;
  }

  private void place(Column column, int cells, int sums) {
    if (column.bins() instanceof NumericBins bins) {
      boolean isInput = column.isInput();
      (isInput ? numeric : scores).add(new NumericTally(bins, column.index(), cells, sums));
    } else if (column.bins() instanceof CategoricalBins bins) {
      boolean isInput = column.isInput();
      (isInput ? categorical : classes).add(new CategoricalTally(bins, column.index(), cells));
    }
  }

  /** The first cell of column {@code i}; that of the last column but one is the end of all. */
  int firstCell(int i) {
    return firstCells[i];
  }

  /** How many cells all columns have; the sums follow. */
  int cells() {
    return firstCells[firstCells.length - 1];
  }

  /** How many numeric columns have sums, each {@link NumericTally#SUM_WORDS} words. */
  int numericColumns() {
    return numericColumns;
  }

  /** The first word of the sums of the {@code i}-th numeric column. */
  int sums(int i) {
    return cells() + NumericTally.SUM_WORDS * i;
  }

  /** A stripe that nothing was added to. */
  Stripe stripe() {
    Stripe stripe = new Stripe(sums(numericColumns));
    clearSums(stripe);
    return stripe;
  }

  /** Sets sums to 0 and ranges to nothing; only for who holds the stripe. */
  void clearSums(Stripe stripe) {
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
    double[] values = rows.numeric();
    int width = rows.numericWidth();
    for (FourTallies four : fours) {
      four.add(stripe, values, n, width);
    }
    for (NumericTally single : singles) {
      for (int row = 0, at = single.index(); row < n; row++, at += width) {
        single.add(stripe, values[at]);
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
}
