package com.nextgen.ml.service.metrics;

import com.nextgen.ml.service.history.History;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;

/** This replica among those that share the store. */
public final class HistoryCollector implements MultiCollector {
  private final History history;

  public HistoryCollector(History history) {
    this.history = history;
  }

  @Override
  public MetricSnapshots collect() {
    Families families = new Families();
    families.gauge(Metric.CLUSTER_REPLICAS, Labels.EMPTY, (double) history.counts().replicas());
    boolean judges = history.judges();
    families.gauge(Metric.CLUSTER_JUDGE, Labels.EMPTY, judges ? 1 : 0);
    return families.snapshots();
  }
}
