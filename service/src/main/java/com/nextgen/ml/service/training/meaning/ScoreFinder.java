package com.nextgen.ml.service.training.meaning;

import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.ScoreKind;
import com.nextgen.ml.monitoring.schema.Task;
import com.nextgen.ml.service.inference.ModelLoadException;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Finds what the scores of a classifier are, from their range, the file's own labels and the truth
 * of the rows. What these do not tell is asked for.
 *
 * @param labelOf the class that the file's label of a row names; -1 where it gives none
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
record ScoreFinder(ModelSchema schema, Evidence evidence, int[] labelOf) {
  private static final double MAX_SUM_ERROR = 1e-3;

  /** Fewer rows tell nothing of how well a score explains the truth. */
  private static final int MIN_ROWS = 30;

  private static final double CERTAIN = 3;
  private static final double CLIP = 1e-6;

  /**
   * The kind.
   *
   * @param said by a person; null to find it
   * @throws ModelLoadException if what was said is not so, or nothing tells
   */
  ScoreKind found(@Nullable ScoreKind said) throws ModelLoadException {
    boolean labels = evidence.labels() != null;
    if (!evidence.hasScores() || said == ScoreKind.NONE) {
      if (said != null && said != ScoreKind.NONE) {
        throw new ModelLoadException(
            "the model gives no scores, so they are not '" + said.code() + "'");
      }
      return ScoreKind.NONE;
    }
    if (evidence.rows() > 0 && Arrays.stream(evidence.outputs().scores()).allMatch(Double::isNaN)) {
      throw new ModelLoadException(
          "the model gives no score that is a number on any of %,d %s"
              .formatted(evidence.rows(), evidence.from()));
    }
    int outside = firstOutside();
    if (said == ScoreKind.PROBABILITY && outside >= 0) {
      throw new ModelLoadException(
          String.format(
              Locale.ROOT,
              "scores are no probabilities: one of the %s has %.4g; say --score margin or logit",
              evidence.from(),
              evidence.outputs().scores()[outside]));
    }
    if (said != null) {
      return said;
    }
    if (outside >= 0) {
      return labels ? ScoreKind.MARGIN : ScoreKind.LOGIT;
    }
    ScoreKind found =
        evidence.outputs().width() > 1
            ? (sumToOne() ? ScoreKind.PROBABILITY : null)
            : labels ? byLabels() : byTruth();
    if (found == null) {
      throw new ModelLoadException(
          "whether scores are probabilities does not follow from %,d %s, all of whose scores are from 0 to 1: say it with --score probability, margin or logit"
              .formatted(evidence.rows(), evidence.from()));
    }
    return found;
  }

  private int firstOutside() {
    double[] scores = evidence.outputs().scores();
    for (int i = 0; i < scores.length; i++) {
      if (ScoreKind.isNoProbability(scores[i])) {
        return i;
      }
    }
    return -1;
  }

  private boolean sumToOne() {
    for (int row = 0; row < evidence.rows(); row++) {
      double sum = 0;
      for (int i = 0; i < evidence.outputs().width(); i++) {
        sum += evidence.score(row, i);
      }
      if (Math.abs(sum - 1) > MAX_SUM_ERROR) {
        return false;
      }
    }
    return true;
  }

  /** By whether the file's labels change where the score passes ½, or 0. */
  private @Nullable ScoreKind byLabels() {
    if (schema.task() != Task.BINARY_CLASSIFICATION) {
      return null;
    }
    boolean half = follows(0.5);
    boolean zero = follows(0);
    return half && zero ? byTruth() : zero ? ScoreKind.MARGIN : ScoreKind.PROBABILITY;
  }

  private boolean follows(double threshold) {
    for (int row = 0; row < evidence.rows(); row++) {
      double score = evidence.score(row, 0);
      boolean positive = labelOf[row] == schema.positiveIndex();
      if (Math.abs(score - threshold) > Evidence.ROUNDING && positive != score > threshold) {
        return false;
      }
    }
    return true;
  }

  /** By whether the score, or the logistic function of it, explains the truth better. */
  private @Nullable ScoreKind byTruth() {
    double sum = 0;
    double squares = 0;
    long n = 0;
    for (int row = 0; row < evidence.rows(); row++) {
      double score = evidence.score(row, 0);
      if (evidence.truth()[row] < 0 || Double.isNaN(score)) {
        continue;
      }
      boolean positive = evidence.truth()[row] == schema.positiveIndex();
      double better = logLoss(1 / (1 + Math.exp(-score)), positive) - logLoss(score, positive);
      sum += better;
      squares += better * better;
      n++;
    }
    if (n < MIN_ROWS) {
      return null;
    }
    double mean = sum / n;
    double error = Math.sqrt(Math.max(0, squares / n - mean * mean) / n);
    if (Math.abs(mean) <= CERTAIN * error) {
      return null;
    }
    return mean > 0 ? ScoreKind.PROBABILITY : ScoreKind.LOGIT;
  }

  private static double logLoss(double probability, boolean positive) {
    double p = Math.max(CLIP, Math.min(1 - CLIP, probability));
    return -Math.log(positive ? p : 1 - p);
  }
}
