package com.nextgen.ml.benchmarks.load;

import java.time.Duration;

/** The CPU time of a process, of all its threads, in steps of 10 ms on Linux. */
final class CpuClock {
  private final long pid;

  CpuClock(long pid) {
    this.pid = pid;
  }

  long cpuNanos() {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().totalCpuDuration())
        .map(Duration::toNanos)
        .orElseThrow(() -> new IllegalStateException("process " + pid + " tells no CPU time"));
  }
}
