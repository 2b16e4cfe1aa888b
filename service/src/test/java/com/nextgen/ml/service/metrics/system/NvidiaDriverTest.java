package com.nextgen.ml.service.metrics.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.service.metrics.MetricsPage;
import com.nextgen.ml.service.metrics.Scrape;
import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NvidiaDriverTest {
  /** The driver's library as its header declares it, with two GPUs, one of which says little. */
  private static final String LIBRARY =
      """
      typedef struct { unsigned int gpu, memory; } utilization;
      typedef struct { unsigned long long total, free, used; } memory;
      static int device[2];
      int nvmlInit_v2(void) { return 0; }
      int nvmlDeviceGetCount_v2(unsigned int *count) { *count = 2; return 0; }
      int nvmlDeviceGetHandleByIndex_v2(unsigned int i, void **handle) {
        *handle = &device[i];
        return 0;
      }
      int nvmlDeviceGetUtilizationRates(void *handle, utilization *rates) {
        if (handle != &device[0]) return 3;
        rates->gpu = 37;
        rates->memory = 12;
        return 0;
      }
      int nvmlDeviceGetMemoryInfo(void *handle, memory *info) {
        info->total = 17179869184ULL;
        info->used = 4294967296ULL;
        info->free = info->total - info->used;
        return 0;
      }
      """;

  @TempDir private Path directory;

  @Test
  void readsDevicesFromTheDriverLibrary() throws Exception {
    Assumptions.assumeTrue(
        new NvidiaDriver().get().isEmpty(), "there is a real driver, which would be asked");
    NativeLibrary.addSearchPath("nvidia-ml", compiled().toString());
    GpuCollector collector = new GpuCollector(new NvidiaDriver());
    collector.sample();

    Scrape page = Scrape.of(new MetricsPage(List.of(collector)), null);

    assertThat(page.value("ml_gpu_devices", Map.of())).isEqualTo(2);
    assertThat(page.value("ml_gpu_utilization_ratio", Map.of())).isEqualTo(0.37);
    assertThat(page.find("ml_gpu_utilization_ratio", Map.of("gpu", "0"))).hasSize(1);
    assertThat(page.value("ml_gpu_memory_used_bytes", Map.of("gpu", "1"))).isEqualTo(4294967296.0);
    assertThat(page.value("ml_gpu_memory_total_bytes", Map.of("gpu", "1")))
        .isEqualTo(17179869184.0);
  }

  @Test
  void aFailingDriverHasNoDevices() {
    GpuCollector collector =
        new GpuCollector(
            () -> {
              throw new IllegalStateException("fell off the bus");
            });
    collector.sample();

    Scrape page = Scrape.of(new MetricsPage(List.of(collector)), null);

    assertThat(page.series()).hasSize(1);
    assertThat(page.value("ml_gpu_devices", Map.of())).isZero();
  }

  private Path compiled() throws InterruptedException, IOException {
    Path source = Files.writeString(directory.resolve("nvml.c"), LIBRARY);
    Path library = directory.resolve(System.mapLibraryName("nvidia-ml"));
    Process compiler;
    try {
      compiler =
          new ProcessBuilder("cc", "-shared", "-fPIC", "-o", library.toString(), source.toString())
              .inheritIO()
              .start();
    } catch (IOException e) {
      Assumptions.abort("there is no C compiler to build a stand-in for the driver with");
      throw e;
    }
    assertThat(compiler.waitFor()).isZero();
    return directory;
  }
}
