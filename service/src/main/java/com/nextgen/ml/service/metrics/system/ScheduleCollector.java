package com.nextgen.ml.service.metrics.system;

import com.nextgen.ml.service.metrics.Families;
import com.nextgen.ml.service.metrics.Metric;
import com.nextgen.ml.service.schedule.Schedule;
import com.nextgen.ml.service.schedule.Schedules;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;

/** Whether what is done again and again still is. */
public final class ScheduleCollector implements MultiCollector {
  private final Schedules schedules;

  public ScheduleCollector(Schedules schedules) {
    this.schedules = schedules;
  }

  @Override
  public MetricSnapshots collect() {
    Families families = new Families();
    for (Schedule schedule : schedules.all()) {
      Labels labels = Labels.of("schedule", schedule.name());
      families.gauge(
          Metric.SCHEDULE_SUCCESS, labels, schedule.lastSuccess().toEpochMilli() / 1000.0);
      families.counter(Metric.SCHEDULE_FAILURES, labels, schedule.failures());
    }
    return families.snapshots();
  }
}
