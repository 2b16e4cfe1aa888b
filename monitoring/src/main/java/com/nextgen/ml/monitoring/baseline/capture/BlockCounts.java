package com.nextgen.ml.monitoring.baseline.capture;

import com.nextgen.ml.monitoring.baseline.DesignEffect;
import com.nextgen.ml.monitoring.counts.CategoricalBins;
import com.nextgen.ml.monitoring.counts.Column;
import com.nextgen.ml.monitoring.counts.NumericBins;
import com.nextgen.ml.monitoring.counts.NumericCounts;
import com.nextgen.ml.monitoring.schema.RowBlock;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Counts one input per block, in its published bins with missing and unusable values as the last
 * one; for numbers also Σz and the square. Not thread-safe.
 */
final class BlockCounts {
  private final Column column;
  private final int[] published;
  private final int missing;
  private final long[][] cells;
  private final double[] sumZ;
  private double sumZSquared;

  BlockCounts(Column column, int blocks) {
    this.column = column;
    this.published =
        column.bins() instanceof NumericBins bins
            ? published(bins)
            : published((CategoricalBins) column.bins());
    this.missing = Arrays.stream(published).max().orElse(0) + 1;
    this.cells = new long[blocks][missing + 1];
    this.sumZ = new double[column.bins() instanceof NumericBins ? blocks : 0];
  }

  /** The published bin of below, each fine bin, and above. */
  private static int[] published(NumericBins bins) {
    int[] published = new int[bins.size() + 2];
    int at = 0;
    for (int i = 0; i < bins.size(); i++) {
      published[i + 1] = at;
      if (at < bins.publishedSize() - 1 && i == bins.publishedEdgeIndex(at)) {
        at++;
      }
    }
    published[bins.size() + 1] = bins.publishedSize() - 1;
    return published;
  }

  /** The published bin of each cell with values. */
  private static int[] published(CategoricalBins bins) {
    int other = bins.publishedNames().size() - 1;
    int[] published = new int[bins.size()];
    Arrays.fill(published, other);
    int at = 0;
    for (int i = 0; i < bins.named().size(); i++) {
      if (bins.isPublished(bins.named().get(i))) {
        published[i] = at++;
      }
    }
    return published;
  }

  /**
   * Counts rows.
   *
   * @param blocks of each row; -1 if in none
   */
  void add(RowBlock rows, int[] blocks) {
    if (column.bins() instanceof NumericBins bins) {
      int width = rows.numericWidth();
      for (int row = 0; row < rows.rows(); row++) {
        if (blocks[row] >= 0) {
          add(
              bins,
              blocks[row],
              bins.precision().round(rows.numeric()[row * width + column.index()]));
        }
      }
      return;
    }
    CategoricalBins bins = (CategoricalBins) column.bins();
    int width = rows.categoricalWidth();
    for (int row = 0; row < rows.rows(); row++) {
      if (blocks[row] >= 0) {
        @Nullable String value = rows.categorical()[row * width + column.index()];
        int cell = bins.indexOf(value);
        cells[blocks[row]][cell == bins.size() ? missing : published[cell]]++;
      }
    }
  }

  private void add(NumericBins bins, int block, double value) {
    if (!Double.isFinite(value)) {
      cells[block][missing]++;
      return;
    }
    cells[block][published[bins.indexOf(value) + 1]]++;
    double z = (value - bins.center()) / bins.scale();
    double clamped = Math.max(-NumericCounts.CLAMP, Math.min(NumericCounts.CLAMP, z));
    sumZ[block] += clamped;
    sumZSquared += clamped * clamped;
  }

  /** Rows of each block. */
  long[] rows() {
    return Arrays.stream(cells).mapToLong(block -> Arrays.stream(block).sum()).toArray();
  }

  /** The counts of each block: published bins, then missing and unusable. */
  long[][] cells() {
    return cells;
  }

  /** What the blocks tell of the column's design effect. */
  DesignEffect designEffect() {
    return BlockVariance.designEffect(cells, sumZ, sumZSquared);
  }
}
