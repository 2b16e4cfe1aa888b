package com.nextgen.ml.service.training;

import com.nextgen.ml.monitoring.schema.Missing;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.ScoreKind;
import com.nextgen.ml.service.csv.CsvException;
import java.util.Arrays;

/**
 * What columns of a file say that a model said of rows, before any meaning is given to scores. It
 * does not copy its arrays.
 *
 * @param lines of the rows in the file
 * @param classIndex the predicted class of each row; empty if no column says it, and for values
 * @param scores row after row, NaN where there is none; predicted values of a regression
 * @param width how many scores a row has
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
public record PredictionValues(long[] lines, int[] classIndex, double[] scores, int width) {

  /** Returns how many rows there are. */
  public int rows() {
    return lines.length;
  }

  /**
   * Returns the predictions as the service counts them: the class that is said, else the one that
   * follows from the scores.
   *
   * @throws CsvException if a score is not what the schema says scores are; the message names its
   *     line
   */
  @SuppressWarnings("NullAway") // the parameter is nullable; the checker loses that in class files
  public PredictionBlock block(ModelSchema schema) throws CsvException {
    if (!schema.task().isClassification()) {
      return new PredictionBlock(rows(), new int[0], scores, null);
    }
    if (schema.hasProbabilities()) {
      checkProbabilities();
    }
    int k = schema.classes().size();
    boolean each = width > 1 && width == k;
    if (width > 1 && !each) {
      throw new CsvException(
          "%d columns of scores are named and the model has %d classes: name one, or one a class in the order of the classes"
              .formatted(width, k));
    }
    int[] classes = classIndex.length > 0 ? classIndex : decided(schema);
    double[] score = new double[rows()];
    for (int row = 0; row < score.length; row++) {
      int column = schema.positiveIndex() >= 0 ? schema.positiveIndex() : classes[row];
      score[row] =
          width == 0
              ? Missing.NUMBER
              : each ? (column < 0 ? Missing.NUMBER : scores[row * k + column]) : scores[row];
    }
    return new PredictionBlock(rows(), classes, score, each ? scores : null);
  }

  private void checkProbabilities() throws CsvException {
    for (int i = 0; i < scores.length; i++) {
      if (ScoreKind.isNoProbability(scores[i])) {
        throw new CsvException(
            "line %d: the score %s is no probability, which the model's scores are"
                .formatted(lines[i / width], scores[i]));
      }
    }
  }

  private int[] decided(ModelSchema schema) {
    int[] classes = new int[rows()];
    int positive = schema.positiveIndex();
    for (int row = 0; row < classes.length; row++) {
      double[] of = Arrays.copyOfRange(scores, row * width, (row + 1) * width);
      if (Arrays.stream(of).anyMatch(Double::isNaN)) {
        classes[row] = -1;
      } else if (positive >= 0) {
        double score = of[width == 1 ? 0 : positive];
        classes[row] = score >= schema.threshold() ? positive : 1 - positive;
      } else {
        classes[row] = highest(of);
      }
    }
    return classes;
  }

  /** The first of the highest. */
  private static int highest(double[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      best = values[i] > values[best] ? i : best;
    }
    return best;
  }
}
