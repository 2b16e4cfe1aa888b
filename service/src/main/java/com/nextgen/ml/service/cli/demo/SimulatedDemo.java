package com.nextgen.ml.service.cli.demo;

import com.nextgen.ml.service.app.RunningService;
import com.nextgen.ml.service.app.ServiceSettings;
import com.nextgen.ml.service.app.StartException;
import com.nextgen.ml.service.cli.client.ServiceClient;
import com.nextgen.ml.service.cli.command.CommandFailure;
import com.nextgen.ml.service.monitor.live.ClockTime;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * All phases in simulated time: the service and its way from request to verdict are the ordinary
 * ones, only the clock that ends windows is moved from here.
 */
final class SimulatedDemo {
  private static final String WINDOW = "1m";
  private static final Duration STEP = Duration.ofSeconds(5);
  private static final Duration PHASE = Duration.ofMinutes(3);
  private static final int ROWS_A_STEP = 100;

  private final List<Simulation> simulations;
  private final Screen screen;

  SimulatedDemo(List<Simulation> simulations, Screen screen) {
    this.simulations = simulations;
    this.screen = screen;
  }

  List<DemoOutcome> run(ServiceSettings settings) throws CommandFailure, StartException {
    long began = System.nanoTime();
    // Windows begin at full minutes, so phases do.
    Instant start = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MINUTES);
    SimulatedTime time = new SimulatedTime(new ClockTime(0, start));
    List<DemoOutcome> outcomes = new ArrayList<>();
    try (RunningService service = RunningService.start(settings, time::now, verdict -> {})) {
      ServiceClient client = new ServiceClient(URI.create(service.address()));
      Traffic traffic = new Traffic(client);
      LabelsUntilFound changes = new LabelsUntilFound();
      for (Phase phase : Phase.values()) {
        screen.phase(phase);
        Instant since = time.now().wall().plus(PHASE).minus(STEP);
        for (Duration at = Duration.ZERO; at.compareTo(PHASE) < 0; at = at.plus(STEP)) {
          for (Simulation simulation : simulations) {
            traffic.send(simulation, phase, ROWS_A_STEP);
          }
          service.tick(time.pass(STEP));
          traffic.pass(STEP);
          for (Simulation simulation : simulations) {
            int told = traffic.tellTruths(simulation);
            service.takeLabels();
            if (phase == Phase.OTHER_CONCEPT && at.plus(STEP).compareTo(Traffic.DELAY) >= 0) {
              changes.take(simulation.model(), told, Concept.ask(client, simulation.model()));
            }
          }
        }
        outcomes.addAll(outcomes(client, phase, since, time.now().wall(), changes));
      }
      screen.line("");
      screen.line(
          String.format(
              Locale.ROOT,
              "%,d rows predicted, %d minutes simulated, in %.1f s",
              traffic.sent(),
              PHASE.multipliedBy(Phase.values().length).toMinutes(),
              (System.nanoTime() - began) / 1e9));
    }
    return outcomes;
  }

  private List<DemoOutcome> outcomes(
      ServiceClient client, Phase phase, Instant since, Instant now, LabelsUntilFound changes)
      throws CommandFailure {
    List<DemoOutcome> outcomes = new ArrayList<>();
    for (Simulation simulation : simulations) {
      Optional<Judged> judged = Judged.ask(client, simulation.model(), WINDOW);
      DemoOutcome outcome = DemoOutcome.of(simulation, phase, judged, since);
      if (phase.isLabelled()) {
        Concept concept = Concept.ask(client, simulation.model());
        OptionalLong labels = changes.of(simulation.model());
        outcome = outcome.with(simulation, concept, labels);
        if (concept.isDrifted()) {
          screen.concept(
              now,
              simulation.model(),
              concept.labels(),
              "the concept drifted at "
                  + concept.where().orElse("no place in particular")
                  + ", found "
                  + (labels.isPresent() ? "after " + labels.getAsLong() + " labels" : "earlier"));
        }
      }
      outcomes.add(outcome);
      if (judged.isPresent()) {
        screen.window(
            simulation.model(),
            judged.get(),
            Notice.of(client, simulation.model(), WINDOW, judged.get().drifted()));
      }
    }
    return outcomes;
  }
}
