package com.nextgen.ml.monitoring.counts.live;

import com.nextgen.ml.monitoring.counts.Column;
import com.nextgen.ml.monitoring.counts.NumericBins;
import com.nextgen.ml.monitoring.counts.ProductCounts;
import com.nextgen.ml.monitoring.schema.Precision;
import com.nextgen.ml.monitoring.schema.RowBlock;
import java.util.List;

/**
 * How the products of rows are added, in the order of {@link ProductCounts}. Unlike cells they are
 * plain doubles, so that the compiler adds several at once.
 */
final class ProductTally {
  private final int[] indexes;
  private final boolean[] float32;
  private final double[] centers;
  private final double[] scales;

  /**
   * @param columns the numeric inputs
   */
  ProductTally(List<Column> columns) {
    int width = columns.size();
    indexes = new int[width];
    float32 = new boolean[width];
    centers = new double[width];
    scales = new double[width];
    for (int i = 0; i < width; i++) {
      NumericBins bins = (NumericBins) columns.get(i).bins();
      indexes[i] = columns.get(i).index();
      float32[i] = bins.precision() == Precision.FLOAT32;
      centers[i] = bins.center();
      scales[i] = bins.scale();
    }
  }

  int width() {
    return indexes.length;
  }

  /**
   * Adds the rows from {@code from} up to and without {@code to}.
   *
   * @param sums from {@code first} on: Σz, then Σz·z'
   * @param z room for one row
   */
  void add(double[] sums, int first, double[] z, RowBlock rows, int from, int to) {
    double[] values = rows.numeric();
    int step = rows.numericWidth();
    for (int row = from, at = from * step; row < to; row++, at += step) {
      read(values, at, z);
      add(sums, first, z);
    }
  }

  /** The z of one row whose values begin at {@code at}. */
  void read(double[] values, int at, double[] z) {
    for (int i = 0; i < indexes.length; i++) {
      double raw = values[at + indexes[i]];
      double value = float32[i] ? (float) raw : raw;
      double scaled = (value - centers[i]) / scales[i];
      double clipped = Math.max(-ProductCounts.CLIP, Math.min(ProductCounts.CLIP, scaled));
      z[i] = Math.abs(value) <= Double.MAX_VALUE ? clipped : 0;
    }
  }

  private static void add(double[] sums, int first, double[] z) {
    int width = z.length;
    for (int i = 0; i < width; i++) {
      sums[first + i] += z[i];
    }
    int from = first + width;
    for (int i = 0; i < width; i++) {
      addTimes(sums, from, z, i + 1, z[i]);
      from += i + 1;
    }
  }

  private static void addTimes(double[] sums, int from, double[] z, int length, double factor) {
    for (int j = 0; j < length; j++) {
      sums[from + j] += factor * z[j];
    }
  }
}
