package com.nextgen.ml.monitoring.concept;

import com.nextgen.ml.monitoring.baseline.PerformanceFigures.ErrorBins;
import com.nextgen.ml.monitoring.baseline.PerformanceFigures.LabelBins;
import java.util.ArrayList;
import java.util.List;

/**
 * What labels were like, by bin of what was predicted, on rows that the model was not fitted on.
 *
 * @param bins in the order of the bins of the score or of the predicted value
 * @param leastRows a range with fewer rows is not compared
 * @param leastVariance nor one whose rows' variances sum up to less
 */
public record ReferenceLabels(List<Bin> bins, long leastRows, double leastVariance) {

  /**
   * One bin.
   *
   * @param rows with a label, 0 or more
   * @param mean of what is compared: 1 for a positive and 0 for another, or the error
   * @param variance of the same; not a number where it cannot be told
   */
  record Bin(long rows, double mean, double variance) {
    boolean isKnown() {
      return rows > 0 && Double.isFinite(variance);
    }
  }

  public ReferenceLabels {
    bins = List.copyOf(bins);
  }

  /**
   * Shares of positives, (k + ½) / (N + 1). A normal distribution of their sum is relied on where
   * its variance is at least 5.
   */
  public static ReferenceLabels of(LabelBins labels) {
    List<Bin> bins = new ArrayList<>();
    for (int s = 0; s < labels.positives().size(); s++) {
      long rows = labels.positives().get(s) + labels.negatives().get(s);
      double p = (labels.positives().get(s) + 0.5) / (rows + 1);
      bins.add(new Bin(rows, p, p * (1 - p)));
    }
    return new ReferenceLabels(bins, 1, 5);
  }

  /** Mean errors, predicted less true, of at least 30 rows of a range and two of a bin. */
  public static ReferenceLabels of(ErrorBins errors) {
    List<Bin> bins = new ArrayList<>();
    for (int s = 0; s < errors.counts().size(); s++) {
      long rows = errors.counts().get(s);
      double mean = rows == 0 ? 0 : errors.errorSums().get(s) / rows;
      double squares = errors.squaredErrorSums().get(s) - rows * mean * mean;
      bins.add(new Bin(rows, mean, rows < 2 ? Double.NaN : Math.max(0, squares) / (rows - 1)));
    }
    return new ReferenceLabels(bins, 30, Double.MIN_NORMAL);
  }
}
