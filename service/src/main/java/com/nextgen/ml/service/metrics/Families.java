package com.nextgen.ml.service.metrics;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Gathers the series of a scrape by metric, since each metric may stand but once on a page. One
 * use, one thread.
 */
public final class Families {
  private static final long UNKNOWN_CREATION = 0;

  private final Map<Metric, List<DataPointSnapshot>> series = new EnumMap<>(Metric.class);

  /** A count; exact up to 2^53. */
  public void counter(Metric metric, Labels labels, long value) {
    counter(metric, labels, (double) value);
  }

  public void counter(Metric metric, Labels labels, double value) {
    add(metric, new CounterDataPointSnapshot(value, labels, null, UNKNOWN_CREATION));
  }

  public void gauge(Metric metric, Labels labels, double value) {
    add(metric, new GaugeDataPointSnapshot(value, labels, null));
  }

  void info(Metric metric, Labels labels) {
    add(metric, new InfoDataPointSnapshot(labels));
  }

  /**
   * @param edges inclusive and increasing, the last one infinite
   * @param counts of each bucket, not cumulative
   * @param sum NaN where there is none
   */
  void histogram(Metric metric, Labels labels, double[] edges, long[] counts, double sum) {
    histogram(metric, labels, edges, counts, sum, Exemplars.EMPTY);
  }

  void histogram(
      Metric metric,
      Labels labels,
      double[] edges,
      long[] counts,
      double sum,
      Exemplars exemplars) {
    ClassicHistogramBuckets buckets = ClassicHistogramBuckets.of(edges, counts);
    add(metric, new HistogramDataPointSnapshot(buckets, sum, labels, exemplars, UNKNOWN_CREATION));
  }

  public MetricSnapshots snapshots() {
    List<MetricSnapshot> snapshots = new ArrayList<>(series.size());
    series.forEach((metric, points) -> snapshots.add(snapshot(metric, points)));
    return new MetricSnapshots(snapshots);
  }

  private void add(Metric metric, DataPointSnapshot point) {
    series.computeIfAbsent(metric, key -> new ArrayList<>()).add(point);
  }

  private static MetricSnapshot snapshot(Metric metric, List<DataPointSnapshot> points) {
    MetricMetadata metadata = new MetricMetadata(metric.baseName(), metric.help());
    return switch (metric.kind()) {
      case COUNTER -> new CounterSnapshot(metadata, of(CounterDataPointSnapshot.class, points));
      case GAUGE -> new GaugeSnapshot(metadata, of(GaugeDataPointSnapshot.class, points));
      case HISTOGRAM ->
          new HistogramSnapshot(metadata, of(HistogramDataPointSnapshot.class, points));
      case INFO -> new InfoSnapshot(metadata, of(InfoDataPointSnapshot.class, points));
    };
  }

  private static <T> List<T> of(Class<T> type, List<DataPointSnapshot> points) {
    return points.stream().map(type::cast).toList();
  }
}
