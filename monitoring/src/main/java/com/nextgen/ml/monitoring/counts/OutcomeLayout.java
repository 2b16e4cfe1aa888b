package com.nextgen.ml.monitoring.counts;

import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.Precision;
import com.nextgen.ml.monitoring.schema.Task;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is counted and summed of the labelled rows of a model version.
 *
 * @param classes in the model's order; empty for regression
 * @param positive the index of the positive class of a binary task, else -1
 * @param scores the bins of the score or of the predicted value; null if there are none
 * @param probable whether the scores are probabilities of classes
 */
@SuppressWarnings("EnumOrdinal") // starts of parts are an array by ordinal
public record OutcomeLayout(
    Task task, List<String> classes, int positive, @Nullable NumericBins scores, boolean probable) {
  /** Equal widths of [0, 1] that the calibration error is measured over. */
  public static final int CALIBRATION_BINS = 10;

  /** Cells of {@link OutcomeCell#RESIDUALS}. */
  public static final int RESIDUAL_BINS = 200;

  /** With more classes than this scores are not binned for each class against the rest. */
  public static final int MAX_RANKED_CLASSES = 20;

  /** With 100 the AUC of 900 rows of weather, of three classes, was left open by .0058. */
  private static final int PROBABILITY_WIDTHS = 200;

  private static final double MIN_RESIDUAL = 1e-6;
  private static final int RESIDUAL_BINS_A_DECADE = 22;
  private static final NumericBins PROBABILITIES = probabilities();

  public OutcomeLayout {
    classes = List.copyOf(classes);
    boolean binary = task == Task.BINARY_CLASSIFICATION;
    if (task.isClassification() == classes.isEmpty()
        || (binary ? positive < 0 || positive >= classes.size() : positive != -1)) {
      throw new IllegalArgumentException("classes do not fit the task");
    }
  }

  /** Of a classification whose scores are probabilities, or of a task without classes. */
  public OutcomeLayout(
      Task task, List<String> classes, int positive, @Nullable NumericBins scores) {
    this(task, classes, positive, scores, task.isClassification());
  }

  /** Of the outcomes of a schema whose score is counted as {@code layout} says. */
  public static OutcomeLayout of(ModelSchema schema, Layout layout) {
    NumericBins scores = null;
    for (Column column : layout.columns()) {
      if (column.source() == Column.Source.SCORE && column.bins() instanceof NumericBins bins) {
        scores = bins;
      }
    }
    return new OutcomeLayout(
        schema.task(), schema.classes(), schema.positiveIndex(), scores, schema.hasProbabilities());
  }

  /** Bins of a class's probability: widths of .005, finer towards 0 and 1. */
  public static NumericBins probabilityBins() {
    return PROBABILITIES;
  }

  private static NumericBins probabilities() {
    TreeSet<Double> edges = new TreeSet<>();
    for (int i = 1; i <= PROBABILITY_WIDTHS; i++) {
      edges.add(i / (double) PROBABILITY_WIDTHS);
    }
    for (int i = 0; i < 50; i++) {
      double odds = Math.pow(10, -6 + 4 * i / 50.0);
      edges.add(odds / (1 + odds));
      edges.add(1 / (1 + odds));
    }
    double[] sorted = edges.stream().mapToDouble(Double::doubleValue).toArray();
    return new NumericBins(Precision.FLOAT64, 0, sorted, new int[0], 0, 1);
  }

  /** Classes that {@link OutcomeCell#CONFUSION} tells apart; all others are one more. */
  public int named() {
    return Math.min(classes.size(), CategoricalBins.MAX_NAMED);
  }

  /** Rows, and columns, of {@link OutcomeCell#CONFUSION}. */
  public int confusionSize() {
    return named() + (classes.size() > named() ? 1 : 0);
  }

  /** Returns whether scores are counted over {@code bins}. */
  public boolean isOver(NumericBins bins) {
    return scores != null && scores.equals(bins);
  }

  /** Returns whether scores are binned for each class against the rest. */
  public boolean ranksClasses() {
    return task == Task.MULTICLASS_CLASSIFICATION
        && probable
        && scores != null
        && classes.size() <= MAX_RANKED_CLASSES;
  }

  /**
   * Returns the upper edge of a cell of {@link OutcomeCell#RESIDUALS}, which counts |error|
   * right-closed: geometric, a factor of 1.11 apart, from 1e-6 to 1e3 scales. The last has no edge.
   */
  public double residualEdge(int i) {
    return i == RESIDUAL_BINS - 1
        ? Double.POSITIVE_INFINITY
        : scale() * MIN_RESIDUAL * Math.pow(10, i / (double) RESIDUAL_BINS_A_DECADE);
  }

  public int residualBin(double size) {
    double decades = Math.log10(size / (scale() * MIN_RESIDUAL));
    int guess = (int) Math.max(0, Math.min(RESIDUAL_BINS - 1, decades * RESIDUAL_BINS_A_DECADE));
    while (guess > 0 && size <= residualEdge(guess - 1)) {
      guess--;
    }
    while (size > residualEdge(guess)) {
      guess++;
    }
    return guess;
  }

  /** Returns what is subtracted from a true value before it is summed. */
  public double center() {
    return scores == null ? 0 : scores.center();
  }

  /** Returns what a true value is divided by before it is summed. */
  public double scale() {
    return scores == null ? 1 : scores.scale();
  }

  /** Counts of nothing. */
  public OutcomeCounts empty() {
    return OutcomeCounts.owning(this, new long[cellCount()], new double[sumCount()]);
  }

  int scoreSize() {
    return scores == null ? 1 : scores.size();
  }

  int restSize() {
    return ranksClasses() ? classes.size() * PROBABILITIES.size() : 0;
  }

  public int cellCount() {
    return Arrays.stream(OutcomeCell.values()).mapToInt(part -> part.size(this)).sum();
  }

  public int sumCount() {
    return Arrays.stream(OutcomeSum.values()).mapToInt(part -> part.size(this)).sum();
  }

  public int[] cellStarts() {
    int[] starts = new int[OutcomeCell.values().length + 1];
    for (OutcomeCell part : OutcomeCell.values()) {
      starts[part.ordinal() + 1] = starts[part.ordinal()] + part.size(this);
    }
    return starts;
  }

  public int[] sumStarts() {
    int[] starts = new int[OutcomeSum.values().length + 1];
    for (OutcomeSum part : OutcomeSum.values()) {
      starts[part.ordinal() + 1] = starts[part.ordinal()] + part.size(this);
    }
    return starts;
  }
}
