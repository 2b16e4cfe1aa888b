package com.nextgen.ml.service.metrics.system;

import com.nextgen.ml.service.metrics.Families;
import com.nextgen.ml.service.metrics.Metric;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;
import java.util.function.Supplier;

/**
 * The GPUs at the last {@link #sample}. A scrape never asks the driver, which may be slow or hang.
 */
public final class GpuCollector implements MultiCollector {
  private final Supplier<List<GpuFigures>> driver;
  private volatile List<GpuFigures> last = List.of();

  /** Looks for NVIDIA's GPUs. */
  public GpuCollector() {
    this(new NvidiaDriver());
  }

  public GpuCollector(Supplier<List<GpuFigures>> driver) {
    this.driver = driver;
  }

  /**
   * Asks the driver. Call it every few seconds, always by one thread that nothing else waits for.
   */
  public void sample() {
    try {
      last = List.copyOf(driver.get());
    } catch (RuntimeException e) {
      last = List.of(); // figures of before would look like figures of now
    }
  }

  @Override
  public MetricSnapshots collect() {
    Families families = new Families();
    List<GpuFigures> gpus = last;
    families.gauge(Metric.GPU_DEVICES, Labels.EMPTY, gpus.size());
    for (GpuFigures gpu : gpus) {
      Labels labels = Labels.of("gpu", Integer.toString(gpu.index()));
      gpu.utilization().ifPresent(v -> families.gauge(Metric.GPU_UTILIZATION, labels, v));
      gpu.memoryUsed().ifPresent(v -> families.gauge(Metric.GPU_MEMORY_USED, labels, v));
      gpu.memoryTotal().ifPresent(v -> families.gauge(Metric.GPU_MEMORY_TOTAL, labels, v));
    }
    return families.snapshots();
  }
}
