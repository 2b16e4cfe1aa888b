package com.nextgen.ml.monitoring.drift.multivariate;

import com.nextgen.ml.monitoring.baseline.ProductBlocks;
import com.nextgen.ml.monitoring.counts.ProductCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether correlations have changed: each pair's on Fisher's scale is held against the baseline's
 * blocks, and the least p-value of all pairs counts, times their number (Bonferroni), which holds
 * however the pairs depend on each other. {@code docs/statistics/multivariate.md} derives it.
 */
final class CorrelationDrift {
  /**
   * A block's figure of independent normal rows has the variance 1 / (n − 3); no less than a tenth.
   */
  private static final double MIN_VARIANCE = 0.1;

  /** A pair of columns that vary in every block. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Pair(int i, int j, double center, double[] blocks) {}

  private final List<String> names;
  private final double blockRows;
  private final boolean timeOrdered;
  private final List<Pair> pairs = new ArrayList<>();

  CorrelationDrift(ProductBlocks products, List<String> names) {
    this.names = names;
    ProductCounts total = products.total();
    this.blockRows = (double) total.rows() / products.blocks().size();
    this.timeOrdered = products.timeOrdered();
    for (int i = 0; i < products.width(); i++) {
      for (int j = 0; j < i; j++) {
        int high = i;
        int low = j;
        double[] blocks =
            products.blocks().stream().mapToDouble(b -> FisherZ.of(b, high, low)).toArray();
        double center = 0;
        for (double figure : blocks) {
          center += figure / blocks.length;
        }
        if (Double.isFinite(center)) {
          pairs.add(new Pair(i, j, center, blocks));
        }
      }
    }
  }

  /** Empty if no pair of columns varies on both sides. */
  Optional<MultivariateFigure> of(ProductCounts current, double level, double threshold) {
    double variance = variance(current.rows());
    double least = Math.sqrt(MIN_VARIANCE / Math.max(1, blockRows - 3));
    int compared = 0;
    double leastP = 1;
    Pair most = null;
    BlockStatistic mostTest = null;
    double largest = -1;
    for (Pair pair : pairs) {
      double figure = FisherZ.of(current, pair.i, pair.j);
      if (Double.isNaN(figure)) {
        continue;
      }
      BlockStatistic test = BlockStatistic.of(pair.center, pair.blocks, least, variance);
      compared++;
      leastP = Math.min(leastP, test.pValue(figure));
      double change = Math.abs(figure - pair.center);
      if (change > largest) {
        largest = change;
        most = pair;
        mostTest = test;
      }
    }
    if (most == null || mostTest == null) {
      return Optional.empty();
    }
    return Optional.of(
        new MultivariateFigure(
            MultivariateMethod.CORRELATION,
            largest,
            0,
            Math.min(1, compared * leastP),
            mostTest.critical(level / compared),
            threshold,
            largest >= threshold,
            true,
            List.of(names.get(most.j), names.get(most.i)),
            current.rows()));
  }

  private double variance(long rows) {
    double ratio = blockRows / rows;
    return timeOrdered ? Math.max(1, ratio) : ratio;
  }
}
