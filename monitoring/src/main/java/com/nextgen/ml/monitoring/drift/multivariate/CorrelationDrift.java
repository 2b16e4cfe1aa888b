package com.nextgen.ml.monitoring.drift.multivariate;

import com.nextgen.ml.monitoring.baseline.ProductBlocks;
import com.nextgen.ml.monitoring.counts.ProductCounts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Whether correlations have changed: each pair's on Fisher's scale is compared with the baseline's
 * by the scatter of its blocks, and the least p-value of all pairs counts, times their number
 * (Bonferroni), which holds however the pairs depend on each other. {@code
 * docs/statistics/multivariate.md} derives it.
 */
final class CorrelationDrift {
  /** That of one row's worth is 1 where rows are independent and normal; no less than a tenth. */
  private static final double MIN_VARIANCE = 0.1;

  /** A pair of columns that vary in every block. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Pair(int i, int j, double center, double[] blocks) {}

  private final ProductBlocks products;
  private final List<String> names;
  private final List<Pair> pairs = new ArrayList<>();

  CorrelationDrift(ProductBlocks products, List<String> names) {
    this.products = products;
    this.names = names;
    ProductCounts total = products.total();
    for (int i = 0; i < products.width(); i++) {
      for (int j = 0; j < i; j++) {
        int high = i;
        int low = j;
        double[] blocks =
            products.blocks().stream().mapToDouble(b -> FisherZ.of(b, high, low)).toArray();
        if (Arrays.stream(blocks).allMatch(Double::isFinite)) {
          pairs.add(new Pair(i, j, FisherZ.of(total, i, j), blocks));
        }
      }
    }
  }

  /** Empty if no pair of columns varies on both sides. */
  Optional<MultivariateFigure> of(ProductCounts current, double level, double threshold) {
    double worth = BlockStatistic.worth(products, current.rows());
    double least = Math.sqrt(MIN_VARIANCE);
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
      BlockStatistic test =
          BlockStatistic.of(pair.center, pair.blocks, products.blocks(), least, worth);
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
}
