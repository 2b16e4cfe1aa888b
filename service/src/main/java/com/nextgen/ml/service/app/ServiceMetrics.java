package com.nextgen.ml.service.app;

import com.nextgen.ml.service.metrics.AccessCollector;
import com.nextgen.ml.service.metrics.ConceptCollector;
import com.nextgen.ml.service.metrics.FeedbackCollector;
import com.nextgen.ml.service.metrics.HistoryCollector;
import com.nextgen.ml.service.metrics.MetricsPage;
import com.nextgen.ml.service.metrics.ModelCollector;
import com.nextgen.ml.service.metrics.VersionCollector;
import com.nextgen.ml.service.metrics.system.ContainerCollector;
import com.nextgen.ml.service.metrics.system.GpuCollector;
import com.nextgen.ml.service.metrics.system.JvmCollector;
import com.nextgen.ml.service.metrics.system.ScheduleCollector;
import com.nextgen.ml.service.schedule.Schedules;
import io.prometheus.metrics.model.registry.MultiCollector;
import java.util.ArrayList;
import java.util.List;

/** Which series {@code /metrics} has. */
final class ServiceMetrics {
  private ServiceMetrics() {}

  /** Returns the page of all series of these rooms, of their schedules and of the machine. */
  static MetricsPage page(Rooms rooms, Entrance entrance, Schedules schedules, GpuCollector gpus) {
    Loading loading = rooms.loading();
    List<MultiCollector> collectors =
        new ArrayList<>(
            List.of(
                new VersionCollector(rooms.monitor(), VersionCollector.BUDGET),
                new ModelCollector(loading.models(), loading::figures),
                new AccessCollector(entrance.audit().refusals(), entrance.open()),
                gpus,
                new ScheduleCollector(schedules),
                new ContainerCollector(),
                new JvmCollector()));
    Recording recording = rooms.recording();
    if (recording != null) {
      collectors.add(new FeedbackCollector(recording.feedback()));
      collectors.add(new HistoryCollector(recording.history()));
      collectors.add(new ConceptCollector(recording.concept()));
    }
    return new MetricsPage(collectors);
  }
}
