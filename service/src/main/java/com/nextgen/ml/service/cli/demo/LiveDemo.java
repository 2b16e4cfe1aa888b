package com.nextgen.ml.service.cli.demo;

import com.nextgen.ml.service.app.RunningService;
import com.nextgen.ml.service.app.ServiceSettings;
import com.nextgen.ml.service.app.StartException;
import com.nextgen.ml.service.cli.client.ServiceClient;
import com.nextgen.ml.service.cli.command.CommandFailure;
import java.net.URI;
import java.nio.file.Path;
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
  private final Screen screen;
  private final Map<String, Judged> told = new HashMap<>();
  private final Set<String> drifted = new HashSet<>();

  LiveDemo(List<Simulation> simulations, Screen screen) {
    this.simulations = simulations;
    this.screen = screen;
  }

  void run(ServiceSettings settings, Path log) throws CommandFailure, StartException {
    try (RunningService service = RunningService.start(settings)) {
      long began = System.nanoTime();
      // Windows begin at full minutes, so phases do: the first one has begun already.
      long since = Clock.systemUTC().instant().getEpochSecond() % Duration.ofMinutes(1).toSeconds();
      screen.addresses(
          service.address(), simulations.stream().map(Simulation::model).toList(), WINDOW, log);
      screen.line(
          "A phase lasts three minutes. Windows of "
              + WINDOW
              + " are judged when they end; the first within a minute.");
      ServiceClient client = new ServiceClient(URI.create(service.address()));
      Traffic traffic = new Traffic(client);
      Phase phase = null;
      for (long second = 0; pause(began + second * 1_000_000_000L); second++) {
        Phase[] phases = Phase.values();
        Phase present = phases[(int) ((since + second) / PHASE.toSeconds() % phases.length)];
        if (present != phase) {
          phase = present;
          screen.phase(phase);
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

  /** Tells a verdict once. */
  private void tell(ServiceClient client, String model) throws CommandFailure {
    Optional<Judged> judged = Judged.ask(client, model, WINDOW);
    if (judged.isPresent() && !judged.get().equals(told.put(model, judged.get()))) {
      screen.window(model, judged.get(), Notice.of(client, model, WINDOW, judged.get().drifted()));
    }
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
    screen.concept(
        Clock.systemUTC().instant(),
        model,
        concept.labels(),
        concept.isDrifted()
            ? "the concept drifted at " + concept.where().orElse("no place in particular")
            : "no concept drift any more");
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
