package com.nextgen.ml.benchmarks.load;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures servers against each other in one run: in every round each server in turn, in the
 * opposite order every other round, so that what disturbs the machine disturbs them alike; the
 * ratios are taken within a round and their median reported. All servers are started anew after so
 * many rounds, since no two starts compile the same code the same way.
 */
@Command(
    name = "load",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    description = "Throughput, CPU time and latency of the service, pairwise, over loopback.")
public final class LoadHarness implements Callable<Integer> {
  private static final long FIRST_WARM_UP_MILLIS = 60_000;

  @Option(
      names = "--targets",
      split = ",",
      paramLabel = "T",
      defaultValue = "monitored,unmonitored,bare",
      description = "What to measure, of ${DEFAULT-VALUE}; name one twice to see the noise.")
  private List<String> targets = List.of();

  @Option(
      names = "--starts",
      defaultValue = "3",
      description = "How often all servers are started anew (default ${DEFAULT-VALUE}).")
  private int starts;

  @Option(
      names = "--rounds",
      defaultValue = "5",
      description = "Rounds a start (default ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--first-warm-up",
      defaultValue = "200000",
      description = "Requests after a start, in a minute at most (default ${DEFAULT-VALUE}).")
  private int firstWarmUp;

  @Option(
      names = "--warm-up",
      defaultValue = "1",
      description = "Seconds of load before each measurement (default ${DEFAULT-VALUE}).")
  private int warmUp;

  @Option(
      names = "--seconds",
      defaultValue = "5",
      description = "Seconds of each measurement (default ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--connections",
      defaultValue = "16",
      description = "Connections, each with one request under way (default ${DEFAULT-VALUE}).")
  private int connections;

  @Option(
      names = "--registry",
      defaultValue = "benchmarks/models/registry",
      description = "Where the model twenty-features is (default ${DEFAULT-VALUE}).")
  private Path registry = Path.of("");

  @Option(
      names = "--java-options",
      split = " ",
      defaultValue =
          "-Xms512m -Xmx512m -XX:+UseG1GC -Dmicronaut.netty.event-loops.default.num-threads=1",
      description = "Of all servers alike (default ${DEFAULT-VALUE}).")
  private List<String> javaOptions = List.of();

  @Option(
      names = "--log",
      defaultValue = "benchmarks/target/load-servers.log",
      description = "Where what servers print goes (default ${DEFAULT-VALUE}).")
  private File log = new File("");

  /** Runs with the given arguments and ends the process: 0 done, 2 wrong use, 3 failed. */
  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new LoadHarness()).setExitCodeExceptionMapper(e -> 3).execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<Target> chosen = targets.stream().map(Target::parse).toList();
    Results results = new Results(chosen, System.out);
    System.out.printf(
        "%d connections, %d x %d rounds of %d s; %s%n",
        connections,
        starts,
        rounds,
        seconds,
        Java.isPinned()
            ? "servers on core 0, client on core 1"
            : "servers and client share all cores");
    try (Client client = new Client()) {
      for (int start = 1; start <= starts; start++) {
        List<Server> servers = new ArrayList<>();
        try {
          for (Target target : chosen) {
            servers.add(Server.start(target, registry, javaOptions, log));
          }
          checkAnswers(client, servers);
          measure(client, servers, start, results);
        } finally {
          for (Server server : servers) {
            server.close();
          }
        }
      }
    }
    results.print();
    return 0;
  }

  private void measure(Client client, List<Server> servers, int start, Results results)
      throws IOException {
    for (Server server : servers) {
      client.load(server, connections, firstWarmUp, FIRST_WARM_UP_MILLIS, 500);
    }
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < servers.size(); i++) {
      order.add(i);
    }
    for (int round = 1; round <= rounds; round++) {
      Measurement[] measured = new Measurement[servers.size()];
      for (int i : order) {
        measured[i] =
            client.load(
                servers.get(i), connections, Integer.MAX_VALUE, warmUp * 1_000L, seconds * 1_000L);
      }
      results.add("%d.%d".formatted(start, round), List.of(measured));
      Collections.reverse(order);
    }
  }

  /** All servers must give the same bytes, or they do not do the same work. */
  private static void checkAnswers(Client client, List<Server> servers) throws IOException {
    String expected = client.probe(servers.get(0));
    for (Server server : servers) {
      String answer = client.probe(server);
      if (!answer.equals(expected)) {
        throw new IOException(
            "%s answers%n%s%nbut %s answers%n%s"
                .formatted(
                    servers.get(0).target().code(), expected, server.target().code(), answer));
      }
    }
  }
}
