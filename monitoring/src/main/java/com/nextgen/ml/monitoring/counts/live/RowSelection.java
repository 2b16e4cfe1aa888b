package com.nextgen.ml.monitoring.counts.live;

import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import org.jspecify.annotations.Nullable;

/** Some rows of a block, copied into a block of their own. */
final class RowSelection {
  private final int[] rows;

  private RowSelection(int[] rows) {
    this.rows = rows;
  }

  /** The rows whose place is {@code wanted}, of which there are {@code size}. */
  static RowSelection of(int[] place, int wanted, int size) {
    int[] rows = new int[size];
    int at = 0;
    for (int row = 0; row < place.length; row++) {
      if (place[row] == wanted) {
        rows[at++] = row;
      }
    }
    return new RowSelection(rows);
  }

  RowBlock of(RowBlock block) {
    int numericWidth = block.numericWidth();
    int width = block.categoricalWidth();
    double[] numeric = new double[rows.length * numericWidth];
    @Nullable String[] categorical = new String[rows.length * width];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(
          block.numeric(), rows[i] * numericWidth, numeric, i * numericWidth, numericWidth);
      System.arraycopy(block.categorical(), rows[i] * width, categorical, i * width, width);
    }
    return new RowBlock(rows.length, numeric, categorical);
  }

  /** Without the scores of all classes, which are not counted. */
  PredictionBlock of(PredictionBlock block) {
    int[] classes = new int[block.classIndex().length == 0 ? 0 : rows.length];
    double[] scores = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      scores[i] = block.score()[rows[i]];
      if (classes.length > 0) {
        classes[i] = block.classIndex()[rows[i]];
      }
    }
    return new PredictionBlock(rows.length, classes, scores, new double[0]);
  }
}
