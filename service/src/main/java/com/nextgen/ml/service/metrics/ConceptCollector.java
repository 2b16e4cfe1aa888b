package com.nextgen.ml.service.metrics;

import com.nextgen.ml.monitoring.concept.DetectorStatus;
import com.nextgen.ml.monitoring.report.Verdict;
import com.nextgen.ml.service.concept.ConceptFigures;
import com.nextgen.ml.service.concept.ConceptWatch;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;

/** What the detectors of concept drift say of each version. All replicas show the same. */
public final class ConceptCollector implements MultiCollector {
  private final ConceptWatch concept;

  public ConceptCollector(ConceptWatch concept) {
    this.concept = concept;
  }

  @Override
  public MetricSnapshots collect() {
    Families families = new Families();
    concept
        .figures()
        .forEach(
            (id, figures) ->
                add(
                    families,
                    Labels.of("model", id.model(), "version", Integer.toString(id.version())),
                    figures));
    return families.snapshots();
  }

  private static void add(Families families, Labels model, ConceptFigures figures) {
    boolean judged = figures.report().verdict() != Verdict.NOT_ENOUGH_DATA;
    for (DetectorStatus status : figures.report().detectors()) {
      Labels labels = model.add("detector", status.detector());
      families.counter(Metric.CONCEPT_DRIFT_ALARMS, labels, status.alarms());
      if (judged && figures.raising().contains(status.detector())) {
        families.gauge(Metric.CONCEPT_DRIFT_DETECTED, labels, status.drifted() ? 1 : 0);
      }
      status
          .evidence()
          .ifPresent(
              evidence -> families.gauge(Metric.CONCEPT_DRIFT_EVIDENCE, labels, evidence.value()));
    }
  }
}
