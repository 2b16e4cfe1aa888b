package com.nextgen.ml.benchmarks.load;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * What one client measured of one server.
 *
 * @param requests answered within the measured time
 * @param nanos the measured time
 * @param serverCpuNanos CPU time of the server process in it, of all its threads
 * @param clientCpuNanos CPU time of the client process in it
 * @param p50Nanos median of the time from sending a request to having read its answer
 * @param p99Nanos its 99th percentile
 */
record Measurement(
    long requests,
    long nanos,
    long serverCpuNanos,
    long clientCpuNanos,
    long p50Nanos,
    long p99Nanos) {
  Measurement {
    if (requests < 1 || nanos < 1) {
      throw new IllegalArgumentException("nothing was measured");
    }
  }

  static Measurement parse(String line) {
    long[] n = Arrays.stream(line.trim().split(" ")).mapToLong(Long::parseLong).toArray();
    return new Measurement(n[0], n[1], n[2], n[3], n[4], n[5]);
  }

  /** As {@link #parse} reads it. */
  String line() {
    return LongStream.of(requests, nanos, serverCpuNanos, clientCpuNanos, p50Nanos, p99Nanos)
        .mapToObj(Long::toString)
        .collect(Collectors.joining(" "));
  }

  /** Requests a second. */
  double throughput() {
    return requests * 1e9 / nanos;
  }

  /** CPU time of the server for one request, in microseconds. */
  double cpuMicros() {
    return serverCpuNanos / 1e3 / requests;
  }

  /** How many cores the server kept busy. */
  double serverCores() {
    return (double) serverCpuNanos / nanos;
  }

  /** How many cores the client kept busy. */
  double clientCores() {
    return (double) clientCpuNanos / nanos;
  }
}
