package com.nextgen.ml.benchmarks.load;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Measurements round by round, and what they come to. */
final class Results {
  private static final double MICROS = 1e3;

  private final List<Target> targets;
  private final PrintStream out;
  private final List<List<Measurement>> rounds = new ArrayList<>();

  Results(List<Target> targets, PrintStream out) {
    this.targets = targets;
    this.out = out;
  }

  /**
   * Adds a round and prints it.
   *
   * @param measured one measurement a target
   */
  void add(String name, List<Measurement> measured) {
    if (rounds.isEmpty()) {
      head("round");
    }
    rounds.add(measured);
    for (int i = 0; i < targets.size(); i++) {
      Measurement m = measured.get(i);
      row(
          name,
          targets.get(i),
          m.throughput(),
          m.cpuMicros(),
          m.p50Nanos() / MICROS,
          m.p99Nanos() / MICROS,
          m.serverCores(),
          m.clientCores());
    }
  }

  /** Prints medians, and each pair's median ratio within a round. */
  void print() {
    out.println();
    head("median");
    for (int i = 0; i < targets.size(); i++) {
      row(
          "",
          targets.get(i),
          median(i, Measurement::throughput),
          median(i, Measurement::cpuMicros),
          median(i, Measurement::p50Nanos) / MICROS,
          median(i, Measurement::p99Nanos) / MICROS,
          median(i, Measurement::serverCores),
          median(i, Measurement::clientCores));
    }
    out.printf("%nratio within a round: median (lowest to highest) of %d%n", rounds.size());
    for (int i = 0; i < targets.size(); i++) {
      for (int j = i + 1; j < targets.size(); j++) {
        ratio(i, j, "requests/s", Measurement::throughput);
        ratio(i, j, "requests per CPU second", m -> 1 / m.cpuMicros());
      }
    }
  }

  private void head(String first) {
    out.printf(
        "%-7s %-12s %10s %10s %8s %8s %12s %12s%n",
        first,
        "server",
        "requests/s",
        "CPU us/req",
        "p50 us",
        "p99 us",
        "server cores",
        "client cores");
  }

  private void row(
      String name,
      Target target,
      double throughput,
      double cpu,
      double p50,
      double p99,
      double serverCores,
      double clientCores) {
    out.printf(
        "%-7s %-12s %10.0f %10.2f %8.0f %8.0f %12.2f %12.2f%n",
        name, target.code(), throughput, cpu, p50, p99, serverCores, clientCores);
  }

  private void ratio(int i, int j, String what, ToDoubleFunction<Measurement> figure) {
    double[] ratios =
        rounds.stream()
            .mapToDouble(r -> figure.applyAsDouble(r.get(i)) / figure.applyAsDouble(r.get(j)))
            .sorted()
            .toArray();
    out.printf(
        "%-27s %-24s %.3f (%.3f to %.3f)%n",
        targets.get(i).code() + " / " + targets.get(j).code(),
        what,
        median(ratios),
        ratios[0],
        ratios[ratios.length - 1]);
  }

  private double median(int target, ToDoubleFunction<Measurement> figure) {
    return median(rounds.stream().map(r -> r.get(target)).mapToDouble(figure).sorted().toArray());
  }

  private static double median(double[] sorted) {
    int n = sorted.length;
    return n == 0 ? Double.NaN : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
  }
}
