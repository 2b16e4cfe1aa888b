package com.nextgen.ml.service.inference.onnx;

import com.nextgen.ml.monitoring.schema.Missing;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.ScoreKind;
import com.nextgen.ml.monitoring.schema.Task;
import com.nextgen.ml.service.inference.InferenceException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Collects a model's answers, chunk after chunk, and decides the classes. */
final class PredictionCollector {
  private static final int NONE = -1;

  private final ModelSchema schema;
  private final int rows;
  private final int[] classIndex;
  private final double[] score;
  private double @Nullable [] scores;

  PredictionCollector(ModelSchema schema, int rows) {
    this.schema = schema;
    this.rows = rows;
    this.classIndex = new int[schema.task().isClassification() ? rows : 0];
    this.score = new double[rows];
  }

  /** Takes labels, for a model that gives no scores. */
  void labels(int from, int[] labels) {
    System.arraycopy(labels, 0, classIndex, from, labels.length);
    Arrays.fill(score, from, from + labels.length, Missing.NUMBER);
  }

  /** Takes the labels of rows whose scores were taken, where these do not decide. */
  void decided(int from, int[] labels) {
    double[] all = scores;
    int classes = schema.classes().size();
    for (int i = 0; i < labels.length; i++) {
      int row = from + i;
      if (Double.isNaN(score[row])) {
        classIndex[row] = NONE;
        continue;
      }
      classIndex[row] = labels[i];
      if (all != null && schema.positiveIndex() < 0) {
        score[row] = all[row * classes + labels[i]];
      }
    }
  }

  /**
   * Takes scores, or values.
   *
   * @param found one for each row, or one for each row and class
   */
  void scores(int from, int to, double[] found) throws InferenceException {
    int n = to - from;
    if (schema.hasProbabilities()) {
      checkProbabilities(from, n, found);
    }
    int classes = schema.classes().size();
    if (schema.task().isClassification() && found.length == n * classes) {
      all(from, n, classes, found);
    } else if (schema.task() != Task.MULTICLASS_CLASSIFICATION && found.length == n) {
      System.arraycopy(found, 0, score, from, n);
      if (schema.positiveIndex() >= 0) {
        decide(from, n);
      }
    } else {
      throw OutputReader.wrongShape(found.length, n);
    }
  }

  private void checkProbabilities(int from, int n, double[] found) throws InferenceException {
    for (int i = 0; i < found.length; i++) {
      if (ScoreKind.isNoProbability(found[i])) {
        throw InferenceException.model(
            from + i / (found.length / n),
            "the model answered with the score "
                + found[i]
                + ", which is no probability; say in model.yaml what its scores are: score: margin, logit or none");
      }
    }
  }

  private void all(int from, int n, int classes, double[] found) {
    double[] into = scores == null ? new double[rows * classes] : scores;
    scores = into;
    System.arraycopy(found, 0, into, from * classes, found.length);
    int positive = schema.positiveIndex();
    for (int row = 0; row < n; row++) {
      if (positive >= 0) {
        score[from + row] = found[row * classes + positive];
      } else {
        int best = highest(found, row * classes, classes);
        classIndex[from + row] = best;
        score[from + row] = best == NONE ? Double.NaN : found[row * classes + best];
      }
    }
    if (positive >= 0) {
      decide(from, n);
    }
  }

  private void decide(int from, int n) {
    int positive = schema.positiveIndex();
    for (int row = from; row < from + n; row++) {
      double s = score[row];
      classIndex[row] = Double.isNaN(s) ? NONE : s >= schema.threshold() ? positive : 1 - positive;
    }
  }

  /** The first of the highest; none if one of them is NaN. */
  private static int highest(double[] values, int from, int n) {
    int best = 0;
    for (int i = 0; i < n; i++) {
      if (Double.isNaN(values[from + i])) {
        return NONE;
      }
      if (values[from + i] > values[from + best]) {
        best = i;
      }
    }
    return best;
  }

  @SuppressWarnings("NullAway") // the parameter is nullable; the checker loses that in class files
  PredictionBlock block() {
    return new PredictionBlock(rows, classIndex, score, scores);
  }
}
