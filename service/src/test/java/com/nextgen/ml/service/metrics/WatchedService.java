package com.nextgen.ml.service.metrics;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.service.fault.ErrorReason;
import com.nextgen.ml.service.inference.InferenceException;
import com.nextgen.ml.service.inference.Lease;
import com.nextgen.ml.service.inference.ModelSignature;
import com.nextgen.ml.service.inference.RowDetails;
import com.nextgen.ml.service.inference.RunControl;
import com.nextgen.ml.service.inference.ServedModels;
import com.nextgen.ml.service.inference.ServedVersion;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.inference.VersionObserver;
import com.nextgen.ml.service.metrics.system.ContainerCollector;
import com.nextgen.ml.service.metrics.system.GpuCollector;
import com.nextgen.ml.service.metrics.system.JvmCollector;
import com.nextgen.ml.service.monitor.Monitor;
import com.nextgen.ml.service.monitor.SimulatedClock;
import com.nextgen.ml.service.monitor.SimulatedModel;
import com.nextgen.ml.service.monitor.SimulatedModel.Batch;
import com.nextgen.ml.service.monitor.live.ClockTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A service of simulated versions on a simulated clock, with the page it would publish. */
final class WatchedService implements ServedModels {
  static final VersionId SHOP = new VersionId("shop", 3);

  final SimulatedClock clock = new SimulatedClock();
  final Monitor monitor = new Monitor(clock, 2, verdict -> {});
  private final List<ServedVersion> versions = new ArrayList<>();
  private final Random random = new Random(11);

  /** A version that is never asked to predict. */
  private record Version(
      VersionId id,
      ModelSchema schema,
      @Nullable Baseline baseline,
      Instant loadedAt,
      VersionObserver observer)
      implements ServedVersion {

    @Override
    public String sha256() {
      return "ab".repeat(32);
    }

    @Override
    public @Nullable ModelSignature signature() {
      return null;
    }

    @Override
    public RunControl runs() {
      return RunControl.of(id, true);
    }

    @Override
    public PredictionBlock predict(RowBlock rows, long deadline) throws InferenceException {
      throw new InferenceException("the version is served elsewhere");
    }
  }

  VersionObserver load(VersionId id, ModelSchema schema, @Nullable Baseline baseline) {
    VersionObserver observer = monitor.loaded(id, schema, baseline);
    versions.add(new Version(id, schema, baseline, clock.get().wall(), observer));
    return observer;
  }

  VersionObserver loadShop() {
    return load(SHOP, SimulatedModel.schema("shop", "5m", "1h"), SimulatedModel.baseline("shop"));
  }

  void retire(VersionId id) {
    versions.removeIf(version -> version.id().equals(id));
    monitor.version(id).onRetired();
  }

  void send(VersionObserver observer, int rows, double shift) {
    Batch batch = SimulatedModel.batch(random, rows, shift);
    observer.onRows(batch.rows(), batch.predictions(), RowDetails.NONE);
  }

  void pass(Duration duration) {
    ClockTime now = clock.pass(duration);
    monitor.tick(now.nanos(), now.wall());
  }

  /** Two versions, one without baseline; requests of all outcomes, drift, ended windows. */
  void walkThroughADriftedHour() {
    VersionObserver shop = loadShop();
    VersionObserver bare =
        load(new VersionId("shop", 4), SimulatedModel.schema("shop", "5m"), null);
    for (ErrorReason reason : ErrorReason.values()) {
      shop.onRequest(300_000, reason, "0af7651916cd43dd8448eb211c80319c");
    }
    for (int minute = 0; minute < 60; minute++) {
      send(shop, 200, 30);
      send(bare, 20, 0);
      pass(Duration.ofMinutes(1));
    }
  }

  MetricsPage page(GpuCollector gpus) {
    return new MetricsPage(
        List.of(
            new VersionCollector(monitor, VersionCollector.BUDGET),
            new ModelCollector(
                this,
                () ->
                    new RegistryFigures(
                        Map.of("shop", Map.of("production", 3)),
                        Map.of("shop", 0L, "broken", 2L),
                        Map.of("shop", 0, "broken", 1),
                        1,
                        true)),
            gpus,
            new ContainerCollector(),
            new JvmCollector()));
  }

  Scrape scrape() {
    return Scrape.of(page(new GpuCollector(List::of)), null);
  }

  @Override
  public @Nullable Lease lease(String model) {
    return null;
  }

  @Override
  public @Nullable Lease lease(String model, int version) {
    return null;
  }

  @Override
  public List<ServedVersion> versions() {
    return List.copyOf(versions);
  }
}
