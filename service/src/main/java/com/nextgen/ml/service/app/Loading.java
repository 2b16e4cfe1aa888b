package com.nextgen.ml.service.app;

import com.nextgen.ml.service.inference.VersionObservers;
import com.nextgen.ml.service.inference.loading.ModelOpener;
import com.nextgen.ml.service.inference.loading.ModelStatus;
import com.nextgen.ml.service.inference.loading.ModelTable;
import com.nextgen.ml.service.inference.loading.RegistrySync;
import com.nextgen.ml.service.metrics.RegistryFigures;
import com.nextgen.ml.service.registry.ModelRegistry;
import java.time.Clock;
import java.util.stream.Collectors;

/**
 * How versions get from the registry into memory.
 *
 * @param sync takes up what changes in the registry
 */
record Loading(ModelRegistry registry, ModelOpener opener, ModelTable models, RegistrySync sync) {

  /**
   * Opens the registry; nothing is loaded yet.
   *
   * @param observers are notified of each version that is loaded
   */
  static Loading of(ServiceSettings settings, VersionObservers observers) {
    ModelRegistry registry = LocalRegistry.open(settings.registry());
    ModelOpener opener = ModelOpener.of(settings.loads(), Clock.systemUTC().instant());
    ModelTable models = new ModelTable(registry, opener, observers);
    return new Loading(
        registry, opener, models, new RegistrySync(registry, models, Clock.systemUTC()));
  }

  /** Returns what metrics show of the registry now. */
  RegistryFigures figures() {
    return new RegistryFigures(
        models.statuses().stream()
            .collect(Collectors.toMap(ModelStatus::name, ModelStatus::aliases)),
        models.loadErrors(),
        models.failing(),
        models.hangingLoads(),
        opener.isProbeUnavailable());
  }
}
