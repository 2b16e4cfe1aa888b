package com.nextgen.ml.service.metrics;

import com.nextgen.ml.monitoring.counts.Gaps;
import com.nextgen.ml.monitoring.counts.NullShares;
import com.nextgen.ml.monitoring.counts.NumericBins;
import com.nextgen.ml.monitoring.counts.NumericCounts;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.Arrays;
import java.util.concurrent.atomic.DoubleAccumulator;
import org.jspecify.annotations.Nullable;

/**
 * The histograms of one numeric column: its published bins, which end at their exact edges. Where
 * values can be outside the baseline's range, the first bucket is for what is below it and the last
 * for what is above.
 */
final class NumericSeries {
  /** The bin of values that lie between those of the baseline. */
  private static final String GAP = "__gap__";

  private final Labels labels;
  private final double[] edges;
  private final boolean open;
  private final boolean hasSum;
  private final @Nullable NumericCounts baseline;
  private final @Nullable Gaps gaps;
  private final DoubleAccumulator sum = new DoubleAccumulator(Math::max, 0);

  /**
   * @param open whether values can be outside the range of the bins
   */
  NumericSeries(Labels labels, NumericBins bins, @Nullable NumericCounts baseline, boolean open) {
    this.labels = labels;
    this.open = open;
    this.edges = open ? edgesWithRange(bins) : publishedEdges(bins);
    // OpenMetrics has no sum where observations may be negative: it could fall.
    this.hasSum = edges[0] >= 0;
    this.baseline = baseline;
    this.gaps = open && baseline != null ? Gaps.of(baseline) : null;
  }

  private static double[] publishedEdges(NumericBins bins) {
    double[] edges = new double[bins.publishedSize()];
    Arrays.setAll(edges, bins::publishedEdge);
    return edges;
  }

  private static double[] edgesWithRange(NumericBins bins) {
    int inner = bins.publishedSize() - 1;
    double[] edges = new double[inner + 3];
    edges[0] = bins.precision().below(bins.minimum());
    for (int i = 0; i < inner; i++) {
      edges[i + 1] = bins.publishedEdge(i);
    }
    edges[inner + 1] = bins.maximum();
    edges[inner + 2] = Double.POSITIVE_INFINITY;
    return edges;
  }

  /** How many lines all of this writes at most. */
  int size() {
    int histogram = edges.length + 2;
    int outside = open ? 2 : 0;
    int between = gaps != null && gaps.exist() ? edges.length - 1 : 0;
    return (baseline == null ? 2 : 3) * histogram + outside + between;
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

  /** The shares that the cells outside the baseline's values are taken to have, by bin. */
  void addOutside(Families families, Metric metric) {
    if (baseline == null || !open || baseline.rows() == 0) {
      return;
    }
    double outside = NullShares.outside(baseline.rows());
    families.gauge(metric, labels.add("bin", "1"), outside);
    families.gauge(metric, labels.add("bin", Integer.toString(edges.length)), outside);
    if (gaps != null && gaps.exist()) {
      families.gauge(metric, labels.add("bin", GAP), gaps.nullShare(baseline.rows()));
    }
  }

  /** Values in gaps between those of the baseline, by the bin that they are counted in as well. */
  void addGaps(Families families, Metric metric, NumericCounts counts) {
    if (gaps != null && gaps.exist()) {
      long[] found = gaps.count(counts);
      for (int i = 0; i < found.length; i++) {
        families.counter(metric, labels.add("bin", Integer.toString(i + 2)), found[i]);
      }
    }
  }

  private long[] buckets(NumericCounts counts) {
    long[] published = Arrays.copyOf(counts.published(), counts.bins().publishedSize());
    if (!open) {
      return published;
    }
    long[] buckets = new long[edges.length];
    System.arraycopy(published, 0, buckets, 1, published.length);
    buckets[0] = counts.below();
    buckets[1] -= counts.below();
    buckets[published.length] -= counts.above();
    buckets[published.length + 1] = counts.above();
    return buckets;
  }

  private static double total(NumericCounts counts) {
    NumericBins bins = counts.bins();
    return bins.center() * counts.count() + bins.scale() * counts.sumZ();
  }
}
