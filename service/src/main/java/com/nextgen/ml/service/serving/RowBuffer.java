package com.nextgen.ml.service.serving;

import com.nextgen.ml.monitoring.schema.Missing;
import com.nextgen.ml.monitoring.schema.MissingSpellings;
import com.nextgen.ml.monitoring.schema.RowBlock;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Rows that are being read. */
public final class RowBuffer {
  /** Up to here a double has room for every whole number. */
  public static final long LARGEST_WHOLE = 1L << 53;

  private static final long[] NONE = {};

  private final int numericWidth;
  private final int categoricalWidth;
  private final MissingSpellings missing;
  private double[] numeric;
  private @Nullable String[] categorical;

  /** Empty until a number comes that a double has no room for. */
  private long[] integers = NONE;

  private int capacity;
  private int rows;

  /**
   * @param rows how many there is room for at first
   */
  public RowBuffer(Columns columns, int rows) {
    numericWidth = columns.numericWidth();
    categoricalWidth = columns.categoricalWidth();
    missing = columns.missing();
    capacity = rows;
    numeric = new double[Math.multiplyExact(rows, numericWidth)];
    categorical = new @Nullable String[Math.multiplyExact(rows, categoricalWidth)];
  }

  /** Begins a row; its index, from 0. */
  public int begin() {
    if (rows == capacity) {
      capacity = Math.max(4, Math.multiplyExact(capacity, 2));
      numeric = Arrays.copyOf(numeric, Math.multiplyExact(capacity, numericWidth));
      categorical = Arrays.copyOf(categorical, Math.multiplyExact(capacity, categoricalWidth));
      integers = integers.length == 0 ? NONE : Arrays.copyOf(integers, numeric.length);
    }
    return rows++;
  }

  /** Begins all the rows that there is room for. */
  public void beginAll() {
    rows = capacity;
  }

  public int rows() {
    return rows;
  }

  /** Sets a number, which may be one that stands for no value. */
  public void number(int row, int slot, double value) {
    boolean none = missing.hasNumbers() && missing.isNumber(value);
    numeric[row * numericWidth + slot] = none ? Missing.NUMBER : value;
  }

  /** Sets a whole number, which a model that takes integers gets as it is. */
  public void integer(int row, Columns.Column column, long value) {
    number(row, column.slot(), (double) value);
    if (column.integers()
        && (value > LARGEST_WHOLE || value < -LARGEST_WHOLE)
        && !missing.isNumber((double) value)) {
      if (integers.length == 0) {
        integers = new long[numeric.length];
      }
      integers[row * numericWidth + column.slot()] = value;
    }
  }

  /** Sets a category, whose text may be one that stands for no value; null is missing. */
  public void text(int row, int slot, @Nullable String value) {
    boolean none = value == null || missing.isCategory(value);
    categorical[row * categoricalWidth + slot] = none ? null : value;
  }

  /** Marks a value as missing. */
  public void missing(int row, Columns.Column column) {
    if (column.feature().isNumeric()) {
      number(row, column.slot(), Missing.NUMBER);
    } else {
      text(row, column.slot(), null);
    }
  }

  /** Returns the rows read. The buffer must not be used any more. */
  public RowBlock block() {
    return new RowBlock(
        rows,
        rows == capacity ? numeric : Arrays.copyOf(numeric, rows * numericWidth),
        rows == capacity ? categorical : Arrays.copyOf(categorical, rows * categoricalWidth),
        integers.length == 0 ? NONE : Arrays.copyOf(integers, rows * numericWidth));
  }
}
