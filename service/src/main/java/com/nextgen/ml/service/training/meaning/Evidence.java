package com.nextgen.ml.service.training.meaning;

import com.nextgen.ml.service.inference.onnx.RawOutputs;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model's file says of rows of which the truth is known, or some of it.
 *
 * @param from what the rows are called
 * @param outputs of the rows
 * @param truth of each, an index into the draft's classes; -1 where unknown
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
record Evidence(String from, RawOutputs outputs, int[] truth) {
  /** Scores that are nearer to each other are equal but for rounding. */
  static final double ROUNDING = 1e-6;

  /** Fewer rows of known truth tell nothing of an order of classes. */
  private static final int MIN_KNOWN = 30;

  int rows() {
    return outputs.rows();
  }

  /**
   * Whether its truths are too few, or too much alike, to tell one order of classes from another.
   */
  boolean tellsNoOrder(int classes) {
    long known = Arrays.stream(truth).filter(index -> index >= 0).count();
    long different = Arrays.stream(truth).filter(index -> index >= 0).distinct().count();
    return known < MIN_KNOWN || different < classes;
  }

  /** The labels as the file spells them; null if it gives none. */
  @Nullable List<String> labels() {
    return outputs.labels();
  }

  /** Whether the file gives scores. */
  boolean hasScores() {
    return outputs.width() > 0;
  }

  double score(int row, int column) {
    return outputs.scores()[row * outputs.width() + column];
  }

  /** The column of a row's highest score; -1 if two are equal or one is not a number. */
  int highest(int row) {
    int best = 0;
    double second = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < outputs.width(); i++) {
      double score = score(row, i);
      if (Double.isNaN(score)) {
        return -1;
      }
      if (i > 0 && score > score(row, best)) {
        second = score(row, best);
        best = i;
      } else if (i > 0) {
        second = Math.max(second, score);
      }
    }
    return score(row, best) - second <= ROUNDING ? -1 : best;
  }
}
