package com.nextgen.ml.monitoring.schema;

import org.jspecify.annotations.Nullable;

/**
 * Rows in the shape of a schema. The block does not copy its arrays: who makes it hands them over
 * and changes them no more.
 *
 * @param rows how many
 * @param numeric the numeric features' values, row after row, each row in schema order, not yet
 *     rounded to the model's precision; {@link Missing#NUMBER} where missing
 * @param categorical the categorical and boolean features' values, row after row, each row in
 *     schema order; booleans as {@code "true"} and {@code "false"}; null where missing
 * @param integers the exact values of whole numbers that a double has no room for, in the places of
 *     {@code numeric} and 0 in all others; empty if there are none. They are for the model alone:
 *     monitoring counts doubles
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier on the request path, never compared
public record RowBlock(
    int rows, double[] numeric, @Nullable String[] categorical, long[] integers) {
  private static final long[] NONE = {};

  public RowBlock {
    if (rows < 0
        || (rows == 0 && numeric.length + categorical.length > 0)
        || (rows > 0 && (numeric.length % rows != 0 || categorical.length % rows != 0))) {
      throw new IllegalArgumentException("arrays do not hold a whole number of values a row");
    }
    if (integers.length != 0 && integers.length != numeric.length) {
      throw new IllegalArgumentException("exact integers do not stand beside the numbers");
    }
  }

  /** Rows whose numbers are what their doubles are. */
  public RowBlock(int rows, double[] numeric, @Nullable String[] categorical) {
    this(rows, numeric, categorical, NONE);
  }

  /** Values a row in {@link #numeric}. */
  public int numericWidth() {
    return rows == 0 ? 0 : numeric.length / rows;
  }

  /** Values a row in {@link #categorical}. */
  public int categoricalWidth() {
    return rows == 0 ? 0 : categorical.length / rows;
  }
}
