package com.nextgen.ml.monitoring.baseline;

import com.nextgen.ml.monitoring.counts.OutcomeCell;
import com.nextgen.ml.monitoring.counts.OutcomeCounts;
import com.nextgen.ml.monitoring.counts.OutcomeSum;
import com.nextgen.ml.monitoring.figures.MetricEstimates;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * How right a model was on labelled rows.
 *
 * @param labelled rows whose truth is known
 * @param metrics by name, as reports name them; one that does not exist is absent
 * @param standardErrors of the metrics, by the same names; empty in documents that were written
 *     before they were kept
 * @param sums that intervals of the metrics follow from, by name
 * @param confusion the cells that have rows; empty for regression
 * @param labelBins labels by score bin; null if there are no scores or for regression
 * @param errorBins errors by bin of the predicted value; null for classification
 */
public record PerformanceFigures(
    long labelled,
    SortedMap<String, Double> metrics,
    SortedMap<String, Double> standardErrors,
    SortedMap<String, Double> sums,
    List<ConfusionCell> confusion,
    @Nullable LabelBins labelBins,
    @Nullable ErrorBins errorBins) {

  public PerformanceFigures {
    metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
    standardErrors = Collections.unmodifiableSortedMap(new TreeMap<>(standardErrors));
    sums = Collections.unmodifiableSortedMap(new TreeMap<>(sums));
    confusion = List.copyOf(confusion);
    if (labelled < 1) {
      throw new IllegalArgumentException("performance needs labelled rows");
    }
  }

  /** Returns what outcomes say; {@code errorQuantiles} are of |error|, empty for classification. */
  public static PerformanceFigures of(
      OutcomeCounts outcomes, SortedMap<Double, Double> errorQuantiles) {
    TreeMap<String, Double> metrics = new TreeMap<>();
    TreeMap<String, Double> errors = new TreeMap<>();
    MetricEstimates.of(outcomes)
        .figures()
        .forEach(
            (name, figure) -> {
              metrics.put(name, figure.value());
              errors.put(name, figure.standardError());
            });
    boolean binned = outcomes.layout().scores() != null;
    boolean regression = !outcomes.layout().task().isClassification();
    return new PerformanceFigures(
        outcomes.labelled(),
        metrics,
        errors,
        OutcomeSums.of(outcomes),
        OutcomeSums.confusion(outcomes),
        binned && !regression ? LabelBins.of(outcomes) : null,
        binned && regression ? ErrorBins.of(outcomes, errorQuantiles) : null);
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

    private static LabelBins of(OutcomeCounts outcomes) {
      return new LabelBins(
          boxed(outcomes.cells(OutcomeCell.NEGATIVES)),
          boxed(outcomes.cells(OutcomeCell.POSITIVES)),
          boxed(outcomes.sums(OutcomeSum.SCORE)),
          boxed(outcomes.sums(OutcomeSum.SQUARED)));
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

    private static ErrorBins of(OutcomeCounts outcomes, SortedMap<Double, Double> quantiles) {
      return new ErrorBins(
          boxed(outcomes.cells(OutcomeCell.BIN_ROWS)),
          boxed(outcomes.sums(OutcomeSum.ERROR)),
          boxed(outcomes.sums(OutcomeSum.ABSOLUTE)),
          boxed(outcomes.sums(OutcomeSum.SQUARE)),
          quantiles);
    }
  }

  private static List<Long> boxed(long[] values) {
    return LongStream.of(values).boxed().toList();
  }

  private static List<Double> boxed(double[] values) {
    return DoubleStream.of(values).boxed().toList();
  }
}
