package com.nextgen.ml.monitoring.figures;

import com.nextgen.ml.monitoring.counts.OutcomeCell;
import com.nextgen.ml.monitoring.counts.OutcomeCounts;
import com.nextgen.ml.monitoring.counts.OutcomeLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * How large errors of a regression are: the size of the error that a share of the rows does not
 * pass. It lies in the same bin as the order statistic at {@code ⌈share × rows⌉}, so it is off by a
 * factor of at most 1.11; below 1e-6 scales by 1e-6 scales.
 *
 * @param share of the rows
 * @param value in units of the target
 * @param low where the 95 % interval begins: of order statistics (Conover, Practical Nonparametric
 *     Statistics, 3.2), outward to the edges of their bins
 * @param high where it ends
 */
public record ResidualQuantile(double share, double value, double low, double high) {
  private static final double[] SHARES = {0.5, 0.9, 0.95, 0.99};

  /**
   * Half, 90, 95 and 99 % of the rows: those for which there are enough rows, and none of a
   * classification.
   */
  public static List<ResidualQuantile> of(OutcomeCounts outcomes) {
    List<ResidualQuantile> quantiles = new ArrayList<>();
    if (!outcomes.layout().task().isClassification()) {
      long[] bins = outcomes.cells(OutcomeCell.RESIDUALS);
      long rows = outcomes.total(OutcomeCell.RESIDUALS);
      for (double share : SHARES) {
        double spread = Estimate.Z * Math.sqrt(rows * share * (1 - share));
        long first = (long) Math.ceil(rows * share - spread);
        long last = (long) Math.ceil(rows * share + spread);
        if (first < 1 || last > rows || holding(bins, last) == bins.length - 1) {
          continue; // too few rows, or too far off for the bins
        }
        OutcomeLayout layout = outcomes.layout();
        quantiles.add(
            new ResidualQuantile(
                share,
                value(layout, bins, Math.max(1, (long) Math.ceil(rows * share))),
                lower(layout, holding(bins, first)),
                layout.residualEdge(holding(bins, last))));
      }
    }
    return quantiles;
  }

  /** The bin of the row of a rank, from 1. */
  private static int holding(long[] bins, long rank) {
    int bin = 0;
    for (long below = bins[0]; below < rank; below += bins[bin]) {
      bin++;
    }
    return bin;
  }

  /** Ranks are evenly spread over the logarithm of a bin. */
  private static double value(OutcomeLayout layout, long[] bins, long rank) {
    int bin = holding(bins, rank);
    long below = 0;
    for (int i = 0; i < bin; i++) {
      below += bins[i];
    }
    double high = layout.residualEdge(bin);
    double part = (rank - below - 0.5) / bins[bin];
    return bin == 0 ? part * high : high * Math.pow(lower(layout, bin) / high, 1 - part);
  }

  private static double lower(OutcomeLayout layout, int bin) {
    return bin == 0 ? 0 : layout.residualEdge(bin - 1);
  }
}
