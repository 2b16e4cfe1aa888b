package com.nextgen.ml.monitoring.counts;

import com.nextgen.ml.monitoring.schema.Missing;
import com.nextgen.ml.monitoring.schema.RowBlock;
import java.util.List;

/**
 * The cells that a row's features stand in, a byte each, so that a log can keep them: enough to
 * sort a label that comes later by the range of each feature, and next to nothing of the values.
 *
 * <p>Numbers: the fine bin from 0, where there are more than {@value #BINS} of them scaled to that
 * many; then {@link #BELOW}, {@link #ABOVE}, {@link #MISSING}, {@link #UNUSABLE}. Categories: the
 * cell, with {@link CategoricalBins#otherCell} and {@link CategoricalBins#unseenCell}; {@link
 * #MISSING}. Unsigned bytes, in the order of {@link #columns}.
 */
public final class BinIndexes {
  /** The most bins of a number that are distinguished. */
  public static final int BINS = 250;

  /** Less than the baseline's least value. */
  public static final int BELOW = 251;

  /** More than the baseline's greatest value. */
  public static final int ABOVE = 252;

  /** No value. */
  public static final int MISSING = 253;

  /** NaN or infinite. */
  public static final int UNUSABLE = 254;

  private final List<Column> columns;

  /** Of the features that a layout has. */
  public BinIndexes(Layout layout) {
    columns = layout.columns().stream().filter(Column::isInput).toList();
  }

  /** Returns the features, in the order of the bytes. */
  public List<Column> columns() {
    return columns;
  }

  /** Returns the bytes of a row. */
  public byte[] of(RowBlock rows, int row) {
    byte[] numbers = new byte[columns.size()];
    for (int i = 0; i < numbers.length; i++) {
      Column column = columns.get(i);
      if (column.bins() instanceof NumericBins bins) {
        double raw = rows.number(row, column.index());
        numbers[i] = (byte) number(bins, raw);
      } else if (column.bins() instanceof CategoricalBins bins) {
        int cell = bins.indexOf(rows.text(row, column.index()));
        numbers[i] = (byte) (cell == bins.size() ? MISSING : cell);
      }
    }
    return numbers;
  }

  /**
   * Returns the fine bins that a number's byte stands for.
   *
   * @return the first and the last; the same where no two were put together
   */
  public static int[] fineBins(NumericBins bins, int number) {
    int size = bins.size();
    if (number < 0 || number >= Math.min(size, BINS)) {
      throw new IllegalArgumentException("not the number of a bin: " + number);
    }
    return size <= BINS
        ? new int[] {number, number}
        : new int[] {first(number, size), first(number + 1, size) - 1};
  }

  private static int first(int number, int size) {
    return (number * size + BINS - 1) / BINS;
  }

  private static int number(NumericBins bins, double raw) {
    if (Missing.is(raw)) {
      return MISSING;
    }
    double value = bins.precision().round(raw);
    if (!Double.isFinite(value)) {
      return UNUSABLE;
    }
    int bin = bins.indexOf(value);
    int size = bins.size();
    if (bin < 0 || bin >= size) {
      return bin < 0 ? BELOW : ABOVE;
    }
    return size <= BINS ? bin : bin * BINS / size;
  }
}
