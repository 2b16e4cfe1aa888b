package com.nextgen.ml.service.metrics.system;

import com.nextgen.ml.service.metrics.Families;
import com.nextgen.ml.service.metrics.Metric;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.nio.file.Path;

/**
 * Memory and processors of the control group that the process is in: what the container may use and
 * does use. Without one there are no series, and a limit that is not set has none.
 */
public final class ContainerCollector implements MultiCollector {
  private final Path root;

  /** Reads where Linux mounts control groups. */
  public ContainerCollector() {
    this(Path.of("/sys/fs/cgroup"));
  }

  ContainerCollector(Path root) {
    this.root = root;
  }

  @Override
  public MetricSnapshots collect() {
    Families families = new Families();
    ControlGroup group = ControlGroup.at(root);
    group
        .memoryUsage()
        .ifPresent(v -> families.gauge(Metric.CONTAINER_MEMORY_USAGE, Labels.EMPTY, v));
    group
        .memoryLimit()
        .ifPresent(v -> families.gauge(Metric.CONTAINER_MEMORY_LIMIT, Labels.EMPTY, v));
    group.cpuLimit().ifPresent(v -> families.gauge(Metric.CONTAINER_CPU_LIMIT, Labels.EMPTY, v));
    group
        .cpuSeconds()
        .ifPresent(v -> families.counter(Metric.CONTAINER_CPU_USAGE, Labels.EMPTY, v));
    group
        .throttledSeconds()
        .ifPresent(v -> families.counter(Metric.CONTAINER_CPU_THROTTLED, Labels.EMPTY, v));
    return families.snapshots();
  }
}
