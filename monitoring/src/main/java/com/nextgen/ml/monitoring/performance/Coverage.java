package com.nextgen.ml.monitoring.performance;

import com.nextgen.ml.monitoring.counts.CategoricalCounts;
import com.nextgen.ml.monitoring.counts.Column;
import com.nextgen.ml.monitoring.counts.Counts;
import com.nextgen.ml.monitoring.counts.NumericBins;
import com.nextgen.ml.monitoring.counts.NumericCounts;
import com.nextgen.ml.monitoring.counts.OutcomeCell;
import com.nextgen.ml.monitoring.counts.OutcomeCounts;
import java.util.ArrayList;
import java.util.List;

/**
 * Which share of predictions have labels.
 *
 * @param rows predictions
 * @param labelled of them, those with a label
 * @param parts by predicted class and by published bin of the score
 */
public record Coverage(long rows, long labelled, List<Part> parts) {
  /** A smaller share is not enough for a verdict. */
  public static final double LEAST = 0.8;

  /** A part whose share differs by more from the whole's makes coverage uneven. */
  static final double UNEVEN = 0.1;

  /** A smaller part says nothing. */
  private static final long MIN_ROWS = 50;

  /**
   * A part of the predictions.
   *
   * @param by {@code class} or {@code score}
   * @param name the class, or the bin's upper edge; empty for the last bin
   */
  public record Part(String by, String name, long rows, long labelled) {
    /** Returns the share of the rows that have labels, at most 1; NaN of no rows. */
    public double share() {
      return Math.min(1, labelled / (double) rows);
    }
  }

  public Coverage {
    parts = List.copyOf(parts);
  }

  /** Returns the share of the rows that have labels, at most 1; 0 of no rows. */
  public double share() {
    return rows == 0 ? 0 : Math.min(1, labelled / (double) rows);
  }

  /** Returns whether a part of some size has labels much more or less often than the whole. */
  public boolean isUneven() {
    return parts.stream()
        .anyMatch(part -> part.rows() >= MIN_ROWS && Math.abs(part.share() - share()) > UNEVEN);
  }

  /**
   * Returns the coverage of predictions.
   *
   * @param predicted what was counted of them, labelled or not
   */
  public static Coverage of(OutcomeCounts outcomes, Counts predicted) {
    List<Part> parts = new ArrayList<>();
    predicted
        .output(Column.PREDICTED_CLASS)
        .map(CategoricalCounts.class::cast)
        .ifPresent(counts -> addClasses(parts, counts, outcomes));
    predicted
        .output(Column.SCORE)
        .map(NumericCounts.class::cast)
        .filter(counts -> outcomes.layout().isOver(counts.bins()))
        .ifPresent(counts -> addScores(parts, counts, outcomes));
    long rows = predicted.columns().isEmpty() ? 0 : predicted.rows();
    return new Coverage(rows, outcomes.labelled(), parts);
  }

  private static void addClasses(
      List<Part> parts, CategoricalCounts counts, OutcomeCounts outcomes) {
    long[] labelled = outcomes.cells(OutcomeCell.PREDICTED);
    long[] rows = counts.cells();
    for (int i = 0; i < outcomes.layout().named(); i++) {
      parts.add(new Part("class", outcomes.layout().classes().get(i), rows[i], labelled[i]));
    }
  }

  private static void addScores(List<Part> parts, NumericCounts counts, OutcomeCounts outcomes) {
    boolean regression = !outcomes.layout().task().isClassification();
    long[] first = outcomes.cells(regression ? OutcomeCell.BIN_ROWS : OutcomeCell.NEGATIVES);
    long[] second = regression ? new long[first.length] : outcomes.cells(OutcomeCell.POSITIVES);
    NumericBins bins = counts.bins();
    int at = 0;
    for (int i = 0; i < bins.publishedSize(); i++) {
      boolean last = i == bins.publishedSize() - 1;
      int end = last ? bins.size() : bins.publishedEdgeIndex(i) + 1;
      long rows = (i == 0 ? counts.below() : 0) + (last ? counts.above() : 0);
      long labelled = 0;
      for (; at < end; at++) {
        rows += counts.bin(at);
        labelled += first[at] + second[at];
      }
      String name = last ? "" : Double.toString(bins.publishedEdge(i));
      parts.add(new Part("score", name, rows, labelled));
    }
  }
}
