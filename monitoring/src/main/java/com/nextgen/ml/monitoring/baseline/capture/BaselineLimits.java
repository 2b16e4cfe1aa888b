package com.nextgen.ml.monitoring.baseline.capture;

import com.nextgen.ml.monitoring.schema.ModelSchema;

/**
 * What a builder may remember, whatever the number of rows.
 *
 * @param exactValues quantiles of a numeric column are exact up to this many values
 * @param totalValues that all numeric columns together keep for that; a column's share is the limit
 *     where it is less than {@code exactValues}
 * @param exactCategories categories of a column are counted exactly up to this many
 * @param totalCategories the same for all categorical columns together
 * @param totalCharacters of all categories remembered
 * @param backgroundRows rows kept for attribution and for telling current rows from them, fewer of
 *     wide ones (see {@link #backgroundRows(ModelSchema)}); 0 for none
 */
public record BaselineLimits(
    int exactValues,
    long totalValues,
    int exactCategories,
    long totalCategories,
    long totalCharacters,
    int backgroundRows) {

  /** A million values and 100,000 categories a column, about half a gigabyte in all at most. */
  public static final BaselineLimits DEFAULT =
      new BaselineLimits(1_000_000, 32_000_000, 100_000, 1_000_000, 64_000_000, 250);

  public BaselineLimits {
    if (exactValues < 1 || totalValues < 1 || exactCategories < 1 || totalCategories < 1) {
      throw new IllegalArgumentException("limits must be at least 1");
    }
    if (totalCharacters < 1 || backgroundRows < 0) {
      throw new IllegalArgumentException("limits must not be negative");
    }
  }

  /** Returns the same for rows that no model is asked about. */
  public BaselineLimits withoutBackground() {
    return new BaselineLimits(
        exactValues, totalValues, exactCategories, totalCategories, totalCharacters, 0);
  }

  int valuesPerColumn(ModelSchema schema) {
    return (int) Math.min(exactValues, share(totalValues, schema.numericWidth()));
  }

  int categoriesPerColumn(ModelSchema schema) {
    return (int) Math.min(exactCategories, share(totalCategories, schema.categoricalWidth()));
  }

  long charactersPerColumn(ModelSchema schema) {
    return share(totalCharacters, schema.categoricalWidth());
  }

  /** As many rows as have 25,000 values, which take about a quarter of a megabyte; 50 at least. */
  int backgroundRows(ModelSchema schema) {
    int width = Math.max(1, schema.features().size());
    return Math.min(backgroundRows, Math.max(50, 25_000 / width));
  }

  private static long share(long total, int columns) {
    return Math.max(1000, total / Math.max(1, columns));
  }
}
