package com.nextgen.ml.monitoring.schema;

import java.util.Arrays;
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

  /** Returns no rows. */
  public static RowBlock empty() {
    return new RowBlock(0, new double[0], new String[0]);
  }

  /** Returns rows of no features. */
  public static RowBlock withoutFeatures(int rows) {
    return new RowBlock(rows, new double[0], new String[0]);
  }

  /** Returns values a row in {@link #numeric}. */
  public int numericWidth() {
    return rows == 0 ? 0 : numeric.length / rows;
  }

  /** Returns values a row in {@link #categorical}. */
  public int categoricalWidth() {
    return rows == 0 ? 0 : categorical.length / rows;
  }

  /**
   * Returns one number.
   *
   * @param place among the row's numeric features
   */
  public double number(int row, int place) {
    return numeric[row * numericWidth() + place];
  }

  /**
   * Returns one category; null where missing.
   *
   * @param place among the row's categorical and boolean features
   */
  public @Nullable String text(int row, int place) {
    return categorical[row * categoricalWidth() + place];
  }

  /**
   * Returns a copy of some consecutive rows.
   *
   * @param from the first
   * @param to the first that is not copied
   */
  public RowBlock slice(int from, int to) {
    int numbers = numericWidth();
    int texts = categoricalWidth();
    return new RowBlock(
        to - from,
        Arrays.copyOfRange(numeric, from * numbers, to * numbers),
        Arrays.copyOfRange(categorical, from * texts, to * texts),
        integers.length == 0 ? NONE : Arrays.copyOfRange(integers, from * numbers, to * numbers));
  }

  /** Returns a copy of some rows, in the order of {@code chosen}. */
  public RowBlock select(int[] chosen) {
    int numbers = numericWidth();
    int texts = categoricalWidth();
    double[] values = new double[chosen.length * numbers];
    @Nullable String[] names = new @Nullable String[chosen.length * texts];
    long[] exact = integers.length == 0 ? NONE : new long[values.length];
    for (int i = 0; i < chosen.length; i++) {
      System.arraycopy(numeric, chosen[i] * numbers, values, i * numbers, numbers);
      System.arraycopy(categorical, chosen[i] * texts, names, i * texts, texts);
      if (exact.length > 0) {
        System.arraycopy(integers, chosen[i] * numbers, exact, i * numbers, numbers);
      }
    }
    return new RowBlock(chosen.length, values, names, exact);
  }
}
