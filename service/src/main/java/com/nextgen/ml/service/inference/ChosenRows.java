package com.nextgen.ml.service.inference;

import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import org.jspecify.annotations.Nullable;

/**
 * Some rows of a block, where others are not to be counted.
 *
 * @param all what is known of all rows
 * @param chosen the places of some of them, in the order in which they are to be
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ChosenRows(RowDetails all, int[] chosen) implements RowDetails {

  /** Some of the rows of a block. */
  public static RowBlock of(RowBlock rows, int[] chosen) {
    int numbers = rows.numericWidth();
    int texts = rows.categoricalWidth();
    double[] numeric = new double[chosen.length * numbers];
    @Nullable String[] categorical = new @Nullable String[chosen.length * texts];
    for (int i = 0; i < chosen.length; i++) {
      System.arraycopy(rows.numeric(), chosen[i] * numbers, numeric, i * numbers, numbers);
      System.arraycopy(rows.categorical(), chosen[i] * texts, categorical, i * texts, texts);
    }
    return new RowBlock(chosen.length, numeric, categorical);
  }

  /** What was predicted for some of the rows of a block. */
  @SuppressWarnings("NullAway") // the parameter is nullable; the checker loses that in class files
  public static PredictionBlock of(PredictionBlock predictions, int[] chosen) {
    int n = chosen.length;
    int[] classes = new int[predictions.classIndex().length == 0 ? 0 : n];
    double[] score = new double[n];
    double[] all = predictions.scores();
    int width = all == null || predictions.rows() == 0 ? 0 : all.length / predictions.rows();
    double[] scores = all == null ? null : new double[n * width];
    for (int i = 0; i < n; i++) {
      score[i] = predictions.score()[chosen[i]];
      if (classes.length > 0) {
        classes[i] = predictions.classIndex()[chosen[i]];
      }
      if (all != null) {
        System.arraycopy(all, chosen[i] * width, scores, i * width, width);
      }
    }
    return new PredictionBlock(n, classes, score, scores);
  }

  @Override
  public String id(int row) {
    return all.id(chosen[row]);
  }

  @Override
  public boolean isCallersId(int row) {
    return all.isCallersId(chosen[row]);
  }

  @Override
  public long predictedAt(int row) {
    return all.predictedAt(chosen[row]);
  }

  @Override
  public @Nullable String group(int row, String attribute) {
    return all.group(chosen[row], attribute);
  }

  @Override
  public @Nullable String subject(int row) {
    return all.subject(chosen[row]);
  }

  @Override
  public @Nullable String request() {
    return all.request();
  }

  @Override
  public int requestRows() {
    return all.requestRows();
  }
}
