package com.nextgen.ml.monitoring.baseline;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How right a model was on labelled rows.
 *
 * @param labelled rows whose truth is known
 * @param metrics by name, as reports name them; one that does not exist is absent
 * @param sums that intervals of the metrics follow from, by name
 * @param confusion the cells that have rows; empty for regression
 * @param labelBins labels by score bin; null if there are no scores or for regression
 * @param errorBins errors by bin of the predicted value; null for classification
 */
public record PerformanceFigures(
    long labelled,
    SortedMap<String, Double> metrics,
    SortedMap<String, Double> sums,
    List<ConfusionCell> confusion,
    @Nullable LabelBins labelBins,
    @Nullable ErrorBins errorBins) {

  public PerformanceFigures {
    metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
    sums = Collections.unmodifiableSortedMap(new TreeMap<>(sums));
    confusion = List.copyOf(confusion);
    if (labelled < 1) {
      throw new IllegalArgumentException("performance needs labelled rows");
    }
  }

  /**
   * How often a class was predicted where another, or the same, was true.
   *
   * @param count at least 1
   */
  public record ConfusionCell(String actual, String predicted, long count) {
    public ConfusionCell {
      if (count < 1) {
        throw new IllegalArgumentException("a confusion cell counts at least one row");
      }
    }
  }

  /**
   * Labels by the fine bin of the score. For a binary task a positive is a row of the positive
   * class; for more classes a row whose predicted class is right, the score being that class's.
   *
   * @param scoreSums Σ score
   * @param squaredErrorSums Σ (score − label)², the label being 0 or 1
   */
  public record LabelBins(
      List<Long> negatives,
      List<Long> positives,
      List<Double> scoreSums,
      List<Double> squaredErrorSums) {
    public LabelBins {
      negatives = List.copyOf(negatives);
      positives = List.copyOf(positives);
      scoreSums = List.copyOf(scoreSums);
      squaredErrorSums = List.copyOf(squaredErrorSums);
    }
  }

  /**
   * Errors, predicted less true, by the fine bin of the predicted value.
   *
   * @param counts labelled rows
   * @param absoluteErrorQuantiles of |error| over all bins, by probability
   */
  public record ErrorBins(
      List<Long> counts,
      List<Double> errorSums,
      List<Double> absoluteErrorSums,
      List<Double> squaredErrorSums,
      SortedMap<Double, Double> absoluteErrorQuantiles) {
    public ErrorBins {
      counts = List.copyOf(counts);
      errorSums = List.copyOf(errorSums);
      absoluteErrorSums = List.copyOf(absoluteErrorSums);
      squaredErrorSums = List.copyOf(squaredErrorSums);
      absoluteErrorQuantiles =
          Collections.unmodifiableSortedMap(new TreeMap<>(absoluteErrorQuantiles));
    }
  }
}
