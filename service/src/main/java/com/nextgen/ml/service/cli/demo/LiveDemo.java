package com.nextgen.ml.service.cli.demo;

import com.nextgen.ml.service.app.RunningService;
import com.nextgen.ml.service.app.ServiceSettings;
import com.nextgen.ml.service.app.StartException;
import com.nextgen.ml.service.cli.client.ServiceClient;
import com.nextgen.ml.service.cli.command.CommandFailure;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The phases in real time, over and over until the process is stopped. */
final class LiveDemo {
  private static final String WINDOW = "1m";
  private static final int ROWS_A_SECOND = 20;

  /** Three windows; the last one holds rows of its own phase only. */
  private static final Duration PHASE = Duration.ofMinutes(3);

  private final List<Simulation> simulations;
  private final PrintWriter out;
  private final Map<String, Judged> told = new HashMap<>();
  private final Set<String> drifted = new HashSet<>();

  LiveDemo(List<Simulation> simulations, PrintWriter out) {
    this.simulations = simulations;
    this.out = out;
  }

  void run(ServiceSettings settings) throws CommandFailure, StartException {
    try (RunningService service = RunningService.start(settings)) {
      long began = System.nanoTime();
      // Windows begin at full minutes, so phases do: the first one has begun already.
      long since = Clock.systemUTC().instant().getEpochSecond() % Duration.ofMinutes(1).toSeconds();
      addresses(service.address());
      ServiceClient client = new ServiceClient(URI.create(service.address()));
      Traffic traffic = new Traffic(client);
      Phase phase = null;
      for (long second = 0; pause(began + second * 1_000_000_000L); second++) {
        Phase[] phases = Phase.values();
        Phase present = phases[(int) ((since + second) / PHASE.toSeconds() % phases.length)];
        if (present != phase) {
          phase = present;
          out.println();
          out.println(phase.title() + ": " + phase.story());
        }
        for (Simulation simulation : simulations) {
          traffic.send(simulation, phase, ROWS_A_SECOND);
          traffic.tellTruths(simulation);
          tell(client, simulation.model());
          tellConcept(client, simulation.model());
        }
        traffic.pass(Duration.ofSeconds(1));
      }
    }
  }

  private void addresses(String address) {
    out.println("The simulated marketplace is open; Ctrl-C closes it.");
    out.println("  metrics for Prometheus  " + address + "/metrics");
    for (Simulation simulation : simulations) {
      String model = address + "/v1/models/" + simulation.model();
      out.println("  drift report            " + model + "/drift?window=" + WINDOW);
      out.println("  concept drift           " + model + "/concept");
    }
    out.println("Windows of " + WINDOW + " are judged when they end; the first within a minute.");
  }

  /** Tells a verdict once. */
  private void tell(ServiceClient client, String model) throws CommandFailure {
    Optional<Judged> judged = Judged.ask(client, model, WINDOW);
    if (judged.isEmpty() || judged.get().equals(told.put(model, judged.get()))) {
      return;
    }
    out.println(
        "  "
            + model
            + ", "
            + judged.get().rows()
            + " rows: "
            + (judged.get().drifted().isEmpty() ? "no drift" : ""));
    Notice.of(client, model, WINDOW, judged.get().drifted())
        .forEach(line -> out.println("    " + line));
  }

  /** Tells once that a concept drifted, and once that it does not any more. */
  private void tellConcept(ServiceClient client, String model) throws CommandFailure {
    Concept concept = Concept.ask(client, model);
    if (concept.isDrifted() == drifted.contains(model)) {
      return;
    }
    if (concept.isDrifted()) {
      drifted.add(model);
    } else {
      drifted.remove(model);
    }
    out.println(
        "  "
            + model
            + ", "
            + concept.labels()
            + " labels: "
            + (concept.isDrifted()
                ? "the concept drifted at " + concept.where().orElse("no place in particular")
                : "no concept drift any more"));
  }

  /** Waits until a point of the monotonic clock; false if the thread is to end. */
  private static boolean pause(long until) {
    long wait = until - System.nanoTime();
    try {
      Thread.sleep(Math.max(0, wait / 1_000_000));
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
