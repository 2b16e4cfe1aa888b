package com.nextgen.ml.service.metrics;

import com.nextgen.ml.service.monitor.Monitor;
import com.nextgen.ml.service.monitor.live.VersionMonitor;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The counts and verdicts of every watched version. */
public final class VersionCollector implements MultiCollector {
  /** How many series a version may have unless told otherwise. */
  public static final int BUDGET = 10_000;

  private final Monitor monitor;
  private final int budget;
  private final Map<VersionMonitor, VersionSeries> series = new ConcurrentHashMap<>();

  /**
   * @param budget the most series that one version may have; features beyond it are watched but not
   *     published, and counted
   */
  public VersionCollector(Monitor monitor, int budget) {
    this.monitor = monitor;
    this.budget = budget;
  }

  @Override
  public MetricSnapshots collect() {
    List<VersionMonitor> versions = monitor.versions();
    series.keySet().retainAll(versions);
    Families families = new Families();
    for (VersionMonitor version : versions) {
      series.computeIfAbsent(version, key -> new VersionSeries(key, budget)).add(families);
    }
    return families.snapshots();
  }
}
