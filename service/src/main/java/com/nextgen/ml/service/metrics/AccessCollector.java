package com.nextgen.ml.service.metrics;

import com.nextgen.ml.service.access.audit.Refusals;
import com.nextgen.ml.service.fault.ErrorCode;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;

/** Who may come in, and how many were not let in. */
public final class AccessCollector implements MultiCollector {
  private final Refusals refusals;
  private final boolean open;

  /**
   * @param open whether everybody who can reach the service from elsewhere may do everything
   */
  public AccessCollector(Refusals refusals, boolean open) {
    this.refusals = refusals;
    this.open = open;
  }

  @Override
  public MetricSnapshots collect() {
    Families families = new Families();
    families.gauge(Metric.ACCESS_INSECURE, Labels.EMPTY, open ? 1 : 0);
    refused(families, "unauthenticated", ErrorCode.UNAUTHENTICATED);
    refused(families, "forbidden", ErrorCode.FORBIDDEN);
    return families.snapshots();
  }

  private void refused(Families families, String reason, ErrorCode code) {
    families.counter(Metric.ACCESS_REFUSED, Labels.of("reason", reason), refusals.total(code));
  }
}
