package com.nextgen.ml.service.metrics.system;

import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;

/** The virtual machine and the process, as the Prometheus client names them. */
public final class JvmCollector implements MultiCollector {
  private final PrometheusRegistry registry = new PrometheusRegistry();

  /** Registers every figure that this machine has. */
  public JvmCollector() {
    JvmMetrics.builder().register(registry);
  }

  @Override
  public MetricSnapshots collect() {
    return registry.scrape();
  }
}
