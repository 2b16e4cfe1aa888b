package com.nextgen.ml.monitoring.schema;

import org.jspecify.annotations.Nullable;

/**
 * What a model said of the rows of a {@link RowBlock}. The block does not copy its arrays.
 *
 * @param rows how many
 * @param classIndex the predicted class of each row, an index into {@link ModelSchema#classes}, or
 *     -1 where there is none because a score is NaN; empty for regression
 * @param score of each row: the positive class's score (binary), the predicted class's
 *     (multiclass), the value (regression); {@link Missing#NUMBER} where the model gives none
 * @param scores all classes' scores, row after row in class order; null if the model gives none
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier on the request path, never compared
public record PredictionBlock(
    int rows, int[] classIndex, double[] score, double @Nullable [] scores) {
  private static final double[] NO_SCORES = new double[0];

  public PredictionBlock {
    if ((classIndex.length != 0 && classIndex.length != rows) || score.length != rows) {
      throw new IllegalArgumentException("predictions do not match the rows");
    }
  }

  /** Returns what stands beside rows whose predictions are not counted. */
  public static PredictionBlock none(int rows) {
    return new PredictionBlock(rows, new int[0], new double[rows], NO_SCORES);
  }

  /** Returns the same without the scores of all classes. Copies nothing. */
  public PredictionBlock withoutScores() {
    return new PredictionBlock(rows, classIndex, score, NO_SCORES);
  }

  /** Returns a copy of what was predicted of some rows, in the order of {@code chosen}. */
  @SuppressWarnings("NullAway") // the component is nullable; the checker loses that of arrays
  public PredictionBlock select(int[] chosen) {
    int n = chosen.length;
    int[] classes = new int[classIndex.length == 0 ? 0 : n];
    double[] one = new double[n];
    int width = scores == null || rows == 0 ? 0 : scores.length / rows;
    double @Nullable [] all = scores == null ? null : new double[n * width];
    for (int i = 0; i < n; i++) {
      one[i] = score[chosen[i]];
      if (classes.length > 0) {
        classes[i] = classIndex[chosen[i]];
      }
      if (all != null) {
        System.arraycopy(scores, chosen[i] * width, all, i * width, width);
      }
    }
    return new PredictionBlock(n, classes, one, all);
  }
}
