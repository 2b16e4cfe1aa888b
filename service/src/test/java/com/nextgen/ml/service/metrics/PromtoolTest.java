package com.nextgen.ml.service.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.service.metrics.system.GpuCollector;
import com.nextgen.ml.service.metrics.system.GpuFigures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromtoolTest {
  @TempDir private Path directory;

  @Test
  void metricsPassPromtool() throws Exception {
    WatchedService service = new WatchedService();
    service.walkThroughADriftedHour();
    GpuCollector gpus =
        new GpuCollector(
            () ->
                List.of(
                    new GpuFigures(
                        0,
                        OptionalDouble.of(0.5),
                        OptionalDouble.of(1e9),
                        OptionalDouble.of(16e9))));
    gpus.sample();

    String said = check(service.page(gpus).render(null).body());

    // The virtual machine's own names are the Prometheus client's.
    assertThat(said.lines().filter(line -> !line.startsWith("jvm_"))).isEmpty();
  }

  private String check(byte[] page) throws IOException, InterruptedException {
    Path input = Files.write(directory.resolve("metrics.txt"), page);
    Process process;
    try {
      process =
          new ProcessBuilder("promtool", "check", "metrics")
              .redirectInput(input.toFile())
              .redirectErrorStream(true)
              .start();
    } catch (IOException e) {
      Assumptions.abort("promtool is not installed, so the page is not checked by it");
      throw e;
    }
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output;
  }
}
