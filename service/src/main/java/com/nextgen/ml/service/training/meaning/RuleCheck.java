package com.nextgen.ml.service.training.meaning;

import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.ScoreKind;
import com.nextgen.ml.monitoring.schema.ScoreMeaning;
import com.nextgen.ml.monitoring.schema.Task;
import com.nextgen.ml.service.inference.ModelLoadException;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Holds the rule that makes predictions of scores against the labels that the model's file gives.
 *
 * @param schema with its classes in the model's order, and its scores' kind
 * @param labelOf the class that the file's label of a row names
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
record RuleCheck(ModelSchema schema, Evidence evidence, int[] labelOf) {

  /**
   * The schema with a threshold that gives the file's own labels, also at a score of exactly ½.
   *
   * @throws ModelLoadException if no rule that was declared, or goes without saying, does
   */
  ModelSchema agreed() throws ModelLoadException {
    boolean binary = schema.task() == Task.BINARY_CLASSIFICATION;
    if (binary && schema.scoring().threshold() != null) {
      return schema;
    }
    if (evidence.labels() == null) {
      if (binary && evidence.outputs().width() == 2) {
        checkHigher();
      }
      return schema;
    }
    if (!schema.hasProbabilities() || !evidence.hasScores()) {
      return schema;
    }
    return binary ? binary() : severalClasses();
  }

  /**
   * The same of predictions that were made elsewhere: there a threshold that was declared is no
   * rule of its own, as the predictions are what was served.
   *
   * @throws ModelLoadException if no rule that was declared, or goes without saying, gives them
   */
  ModelSchema served() throws ModelLoadException {
    boolean declared =
        schema.task() == Task.BINARY_CLASSIFICATION && schema.scoring().threshold() != null;
    if (declared && evidence.labels() != null && evidence.hasScores() && schema.scoreDecides()) {
      binary();
      return schema;
    }
    return agreed();
  }

  /**
   * Of two scores without a label the higher one is the model's choice: two logits are compared
   * with each other, and one of them alone says nothing.
   */
  private void checkHigher() throws ModelLoadException {
    int column = positiveColumn();
    long others = 0;
    for (int row = 0; row < evidence.rows(); row++) {
      int highest = evidence.highest(row);
      boolean positive = evidence.score(row, column) >= schema.threshold();
      others += highest >= 0 && positive != (highest == column) ? 1 : 0;
    }
    if (others > 0) {
      throw new ModelLoadException(
          String.format(
              Locale.ROOT,
              "the model gives two scores and no label, and in %.1f %% of %,d %s the higher one is not of the class that score ≥ %s of '%s' says: end the model with a softmax, or give it a label; --threshold is for a rule of your own",
              100.0 * others / evidence.rows(),
              evidence.rows(),
              evidence.from(),
              schema.threshold(),
              schema.positiveClass()));
    }
  }

  /** The column of the positive class's score. */
  private int positiveColumn() {
    int width = evidence.outputs().width();
    for (int column = 0; width > 1 && column < width; column++) {
      if (place(column) == schema.positiveIndex()) {
        return column;
      }
    }
    return 0;
  }

  private ModelSchema binary() throws ModelLoadException {
    double threshold = schema.threshold();
    int column = positiveColumn();
    double greatestNegative = Double.NEGATIVE_INFINITY;
    double leastPositive = Double.POSITIVE_INFINITY;
    long others = 0;
    long tied = 0;
    boolean positiveTie = false;
    boolean negativeTie = false;
    for (int row = 0; row < evidence.rows(); row++) {
      double score = evidence.score(row, column);
      if (Double.isNaN(score)) {
        continue;
      }
      boolean positive = labelOf[row] == schema.positiveIndex();
      greatestNegative = positive ? greatestNegative : Math.max(greatestNegative, score);
      leastPositive = positive ? Math.min(leastPositive, score) : leastPositive;
      boolean tie = Math.abs(score - threshold) <= Evidence.ROUNDING;
      positiveTie |= tie && positive;
      negativeTie |= tie && !positive;
      boolean other = positive != score >= threshold;
      others += other && !tie ? 1 : 0;
      tied += other && tie ? 1 : 0;
    }
    boolean cut = greatestNegative < leastPositive;
    if (others > 0 || (tied > 0 && !cut)) {
      String say =
          cut
              ? String.format(Locale.ROOT, "--threshold %s, which gives its labels", leastPositive)
              : "--threshold for a rule of your own";
      throw disagrees(others + tied, "score ≥ " + threshold, say);
    }
    if (negativeTie && !positiveTie) {
      // scikit-learn gives the first class where both are as probable: nextUp of the score's float.
      return probable(Math.max(Math.nextUp((float) threshold), Math.nextUp(greatestNegative)));
    }
    // A forest's sum of votes is a float beside ½ on some rows, and ½ on others.
    return tied > 0 ? probable(leastPositive) : schema;
  }

  private ModelSchema probable(double threshold) {
    return schema.withScoring(new ScoreMeaning(ScoreKind.PROBABILITY, threshold));
  }

  private ModelSchema severalClasses() throws ModelLoadException {
    if (evidence.outputs().width() == 1) {
      return ownScores();
    }
    long others = 0;
    for (int row = 0; row < evidence.rows(); row++) {
      int highest = evidence.highest(row);
      others += highest >= 0 && place(highest) != labelOf[row] ? 1 : 0;
    }
    if (others > 0) {
      throw disagrees(others, "the highest score", "--classes if the order of classes is another");
    }
    return schema;
  }

  /** One score a row is that of its class, the highest of all. */
  private ModelSchema ownScores() throws ModelLoadException {
    double least = 1.0 / schema.classes().size() - Evidence.ROUNDING;
    long under =
        IntStream.range(0, evidence.rows()).filter(row -> evidence.score(row, 0) < least).count();
    if (under > 0) {
      throw new ModelLoadException(
          String.format(
              Locale.ROOT,
              "in %.1f %% of %,d %s the score is under 1/%d, and so no probability of the predicted class: declare --score margin, or give the score of the predicted class",
              100.0 * under / evidence.rows(),
              evidence.rows(),
              evidence.from(),
              schema.classes().size()));
    }
    return schema;
  }

  /** The class of a column: its name's, where the file names columns. */
  private int place(int column) {
    return evidence.outputs().names().isEmpty()
        ? column
        : Labels.index(schema, evidence.outputs().names(), evidence.outputs().names().get(column));
  }

  private ModelLoadException disagrees(long rows, String rule, String cut) {
    return new ModelLoadException(
        String.format(
            Locale.ROOT,
            "the model's own label is not what %s says in %.1f %% of %,d %s: declare --score margin, where its labels decide, or %s",
            rule,
            100.0 * rows / evidence.rows(),
            evidence.rows(),
            evidence.from(),
            cut));
  }
}
