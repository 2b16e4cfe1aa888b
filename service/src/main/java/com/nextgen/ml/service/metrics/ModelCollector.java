package com.nextgen.ml.service.metrics;

import com.nextgen.ml.service.inference.Fence;
import com.nextgen.ml.service.inference.ServedModels;
import com.nextgen.ml.service.inference.ServedVersion;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.function.Supplier;

/** Which versions are loaded, what aliases name, what could not be loaded. */
public final class ModelCollector implements MultiCollector {
  private final ServedModels served;
  private final Supplier<RegistryFigures> registry;

  /**
   * @param registry is asked at every scrape; thread-safe
   */
  public ModelCollector(ServedModels served, Supplier<RegistryFigures> registry) {
    this.served = served;
    this.registry = registry;
  }

  @Override
  public MetricSnapshots collect() {
    Families families = new Families();
    for (ServedVersion version : served.versions()) {
      add(families, version);
    }
    RegistryFigures figures = registry.get();
    figures
        .aliases()
        .forEach(
            (model, aliases) ->
                aliases.forEach(
                    (alias, version) ->
                        families.gauge(
                            Metric.MODEL_ALIAS_VERSION,
                            Labels.of("model", model, "alias", alias),
                            version)));
    figures
        .loadErrors()
        .forEach(
            (model, errors) ->
                families.counter(Metric.MODEL_LOAD_ERRORS, Labels.of("model", model), errors));
    figures
        .failing()
        .forEach(
            (model, versions) ->
                families.gauge(Metric.MODEL_LOAD_FAILED, Labels.of("model", model), versions));
    families.gauge(Metric.MODEL_LOADS_HANGING, Labels.EMPTY, figures.hangingLoads());
    families.gauge(
        Metric.MODEL_PROBE_UNAVAILABLE, Labels.EMPTY, figures.probeUnavailable() ? 1 : 0);
    return families.snapshots();
  }

  private static void add(Families families, ServedVersion version) {
    int number = version.id().version();
    Labels labels = Labels.of("model", version.id().model(), "version", Integer.toString(number));
    families.gauge(Metric.MODEL_VERSION, labels, number);
    families.gauge(Metric.MODEL_LOADED, labels, version.loadedAt().toEpochMilli() / 1000.0);
    families.info(
        Metric.MODEL_INFO,
        labels
            .add("owner", version.schema().owner())
            .add("task", version.schema().task().code())
            .add("sha256", version.sha256()));
    if (version.signature() != null) {
      Fence fence = version.runs().fence();
      families.gauge(Metric.INFERENCE_FENCED, labels, fence.isShut() ? 1 : 0);
      families.gauge(Metric.INFERENCE_STUCK_RUNS, labels, fence.stuckRuns());
    }
  }
}
