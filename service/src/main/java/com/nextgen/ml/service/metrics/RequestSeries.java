package com.nextgen.ml.service.metrics;

import com.nextgen.ml.service.fault.ErrorReason;
import com.nextgen.ml.service.monitor.live.RequestFigures;
import com.nextgen.ml.service.monitor.live.TracedRequest;
import io.prometheus.metrics.model.snapshots.Exemplar;
import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The requests of one version. */
final class RequestSeries {
  private static final double[] EDGES = edges();

  private final Labels labels;
  private final Map<ErrorReason, Labels> reasons = new EnumMap<>(ErrorReason.class);

  RequestSeries(Labels labels) {
    this.labels = labels;
    for (ErrorReason reason : ErrorReason.values()) {
      reasons.put(reason, labels.add("reason", reason.code()));
    }
  }

  int size() {
    return 1 + reasons.size() + EDGES.length + 2;
  }

  void add(Families families, RequestFigures figures) {
    families.counter(Metric.INFERENCE_REQUESTS, labels, figures.requests());
    reasons.forEach(
        (reason, own) ->
            families.counter(
                Metric.INFERENCE_ERRORS, own, figures.errors().getOrDefault(reason, 0L)));
    families.histogram(
        Metric.INFERENCE_LATENCY,
        labels,
        EDGES,
        figures.latency(),
        figures.seconds(),
        exemplars(figures));
  }

  private static Exemplars exemplars(RequestFigures figures) {
    List<Exemplar> exemplars =
        figures.traced().stream().filter(Objects::nonNull).map(RequestSeries::exemplar).toList();
    return Exemplars.of(exemplars);
  }

  private static Exemplar exemplar(TracedRequest request) {
    return Exemplar.builder().value(request.seconds()).traceId(request.traceId()).build();
  }

  private static double[] edges() {
    double[] inner = RequestFigures.edges();
    double[] edges = Arrays.copyOf(inner, inner.length + 1);
    edges[inner.length] = Double.POSITIVE_INFINITY;
    return edges;
  }
}
