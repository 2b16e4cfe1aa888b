package com.nextgen.ml.service.metrics.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlGroupTest {
  @TempDir private Path root;

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text, StandardCharsets.US_ASCII);
  }

  @Test
  void readsUsageAndLimitsOfVersionTwo() throws IOException {
    write("cgroup.controllers", "cpu memory\n");
    write("memory.current", "209715200\n");
    write("memory.max", "536870912\n");
    write("cpu.max", "150000 100000\n");
    write("cpu.stat", "usage_usec 2500000\nuser_usec 1\nthrottled_usec 500000\n");

    ControlGroup group = ControlGroup.at(root);

    assertThat(group.memoryUsage()).hasValue(209715200);
    assertThat(group.memoryLimit()).hasValue(536870912);
    assertThat(group.cpuLimit()).hasValue(1.5);
    assertThat(group.cpuSeconds()).hasValue(2.5);
    assertThat(group.throttledSeconds()).hasValue(0.5);
  }

  @Test
  void readsUsageAndLimitsOfVersionOne() throws IOException {
    write("memory/memory.usage_in_bytes", "1048576\n");
    write("memory/memory.limit_in_bytes", "2097152\n");
    write("cpu/cpu.cfs_quota_us", "50000\n");
    write("cpu/cpu.cfs_period_us", "100000\n");
    write("cpuacct/cpuacct.usage", "3000000000\n");
    write("cpu/cpu.stat", "nr_periods 4\nnr_throttled 1\nthrottled_time 250000000\n");

    ControlGroup group = ControlGroup.at(root);

    assertThat(group.memoryUsage()).hasValue(1048576);
    assertThat(group.memoryLimit()).hasValue(2097152);
    assertThat(group.cpuLimit()).hasValue(0.5);
    assertThat(group.cpuSeconds()).hasValue(3);
    assertThat(group.throttledSeconds()).hasValue(0.25);
  }

  @Test
  void hasNoLimitWithoutOne() throws IOException {
    write("memory/memory.limit_in_bytes", "9223372036854771712\n");
    write("cpu/cpu.cfs_quota_us", "-1\n");
    write("cpu/cpu.cfs_period_us", "100000\n");
    assertThat(ControlGroup.at(root).memoryLimit()).isEmpty();
    assertThat(ControlGroup.at(root).cpuLimit()).isEmpty();

    write("cgroup.controllers", "");
    write("memory.max", "max\n");
    write("cpu.max", "max 100000\n");
    assertThat(ControlGroup.at(root).memoryLimit()).isEmpty();
    assertThat(ControlGroup.at(root).cpuLimit()).isEmpty();
  }

  @Test
  void hasNoSeriesWithoutAControlGroup() {
    assertThat(new ContainerCollector(root.resolve("nothing")).collect().size()).isZero();
  }
}
