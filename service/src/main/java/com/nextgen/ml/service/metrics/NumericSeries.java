package com.nextgen.ml.service.metrics;

import com.nextgen.ml.monitoring.counts.NumericBins;
import com.nextgen.ml.monitoring.counts.NumericCounts;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.Arrays;
import java.util.concurrent.atomic.DoubleAccumulator;
import org.jspecify.annotations.Nullable;

/** The histograms of one numeric column: its published bins, which end at their exact edges. */
final class NumericSeries {
  private final Labels labels;
  private final double[] edges;
  private final boolean hasSum;
  private final @Nullable NumericCounts baseline;
  private final DoubleAccumulator sum = new DoubleAccumulator(Math::max, 0);

  NumericSeries(Labels labels, NumericBins bins, @Nullable NumericCounts baseline) {
    this.labels = labels;
    this.edges = new double[bins.publishedSize()];
    Arrays.setAll(edges, bins::publishedEdge);
    // OpenMetrics has no sum where observations may be negative: it could fall.
    this.hasSum = bins.minimum() >= 0;
    this.baseline = baseline;
  }

  /** How many lines {@link #add} and {@link #addConstants} write at most. */
  int size() {
    int histogram = edges.length + 2;
    return baseline == null ? 2 * histogram : 3 * histogram;
  }

  void add(Families families, Metric metric, NumericCounts counts) {
    if (hasSum) {
      // Σz · scale + n · mean is exact to about 1e-9 only, and a counter must not fall by that.
      sum.accumulate(total(counts));
    }
    families.histogram(metric, labels, edges, buckets(counts), hasSum ? sum.get() : Double.NaN);
  }

  void addConstants(Families families, Metric bins, Metric ofBaseline) {
    long[] one = new long[edges.length];
    Arrays.fill(one, 1);
    families.histogram(bins, labels, edges, one, Double.NaN);
    if (baseline != null) {
      double total = hasSum ? total(baseline) : Double.NaN;
      families.histogram(ofBaseline, labels, edges, buckets(baseline), total);
    }
  }

  private long[] buckets(NumericCounts counts) {
    return Arrays.copyOf(counts.published(), edges.length);
  }

  private static double total(NumericCounts counts) {
    NumericBins bins = counts.bins();
    return bins.center() * counts.count() + bins.scale() * counts.sumZ();
  }
}
