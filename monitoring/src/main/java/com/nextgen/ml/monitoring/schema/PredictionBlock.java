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

  public PredictionBlock {
    if ((classIndex.length != 0 && classIndex.length != rows) || score.length != rows) {
      throw new IllegalArgumentException("predictions do not match the rows");
    }
  }
}
